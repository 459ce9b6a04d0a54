export type { SimulatedAlert, SimulatedAlerts } from './alerts.ts';
export type { AlertEntity } from './entities.ts';
export * from './hitsQuery.ts';
export * from './querySession.ts';
export * from './runRule.ts';
export type { Verdict } from './trigger.ts';
export type { TimeWindow } from './window.ts';

/** What a scheduled rule must have and an NRT rule must not. */
export const scheduleKeys = ['queryFrequency', 'queryPeriod', 'triggerOperator', 'triggerThreshold'] as const;
export const durationKeys = ['queryFrequency', 'queryPeriod'] as const;

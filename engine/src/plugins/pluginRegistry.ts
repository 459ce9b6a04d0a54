/** The plugins of `evaluate`. */
import { activeUsersCount } from './activity/activeUsersCount.ts';
import { activityCountsMetrics } from './activity/activityCountsMetrics.ts';
import { activityEngagement } from './activity/activityEngagement.ts';
import { activityMetrics } from './activity/activityMetrics.ts';
import { newActivityMetrics } from './activity/newActivityMetrics.ts';
import { sessionCount } from './activity/sessionCount.ts';
import { slidingWindowCounts } from './activity/slidingWindowCounts.ts';
import { bagUnpack } from './bagUnpack.ts';
import { dcountIntersect } from './dcountIntersect.ts';
import { geoLineLookup, geoPolygonLookup } from './geoLookup.ts';
import { ipv4Lookup, ipv6Lookup } from './ipLookup.ts';
import { narrow } from './narrow.ts';
import { autocluster } from './patterns/autocluster.ts';
import { basket } from './patterns/basket.ts';
import { diffpatterns } from './patterns/diffpatterns.ts';
import { pivot } from './pivot.ts';
import type { BranchingPlugin, Plugin } from './plugin.ts';
import { preview } from './preview.ts';
import { rollingPercentile } from './rollingPercentile.ts';
import { rowsNear } from './rowsNear.ts';
import { schemaMerge } from './schemaMerge.ts';
import { sequenceDetect } from './sequenceDetect.ts';

const plugins: readonly Plugin[] = [
  activeUsersCount,
  activityCountsMetrics,
  activityEngagement,
  activityMetrics,
  autocluster,
  bagUnpack,
  basket,
  dcountIntersect,
  diffpatterns,
  geoLineLookup,
  geoPolygonLookup,
  ipv4Lookup,
  ipv6Lookup,
  narrow,
  newActivityMetrics,
  pivot,
  rollingPercentile,
  rowsNear,
  schemaMerge,
  sequenceDetect,
  sessionCount,
  slidingWindowCounts,
];

const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]));

export function pluginNames(): string[] {
  return [...byName.keys()];
}

export function findPlugin(name: string): Plugin | undefined {
  return byName.get(name);
}

export function findBranchingPlugin(name: string): BranchingPlugin | undefined {
  return name === preview.name ? preview : undefined;
}

/**
 * Functions that ask for what only the service knows: when a row was ingested, where an address is. A local run has a local source for it, and
 * what it takes for granted it tells the host (`QueryContext.assume`); a host that cannot pass that on gets a refusal instead.
 */
import type { Call } from '@rulesmith/kql';
import { invalid, QueryError, unsupported } from '../queryError.ts';
import type { Dynamic } from '../values/dynamic.ts';
import { constant, type Expr } from './expr.ts';
import { callFunction, convertTo, planExpression } from './planExpression.ts';
import type { Scope } from './scope.ts';

/** What the service names the column of `ingestion_time()`, as exports of its results have it. */
const ingestionColumn = '$IngestionTime';

/** The column that an export kept, else TimeGenerated and the delay that the host says. */
export function ingestionTime(node: Call, scope: Scope): Expr {
  const columnOf = (name: string): Expr | undefined => {
    const type = scope.row?.get(name);
    return type === 'datetime' ? { kind: 'column', type, name } : undefined;
  };
  const kept = columnOf(ingestionColumn);
  if (kept) return kept;
  const generated = columnOf('TimeGenerated');
  if (!generated) throw unsupported('`ingestion_time()` of rows without `TimeGenerated`', node.span);
  const { ingestionDelay } = scope.planTime;
  const delay = ingestionDelay === 0n ? '' : ' and the delay that is set';
  assume(scope, `\`ingestion_time()\` is taken to be \`TimeGenerated\`${delay}`, node);
  if (ingestionDelay === 0n) return generated;
  const ticks = ingestionDelay <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(ingestionDelay) : ingestionDelay;
  return callFunction('+', [generated, constant('timespan', ticks)], node.span);
}

/** Looks the address up in the file that the host has; null where it has none. */
export function geoInfoFromIpAddress(node: Call, scope: Scope): Expr {
  const [argument] = node.arguments;
  if (argument === undefined || node.arguments.length !== 1) throw invalid('`geo_info_from_ip_address` takes one address', node.span);
  const address = convertTo(planExpression(argument, scope), 'string', argument.span);
  const lookup = scope.planTime.sources.geoLocation?.();
  if (lookup === undefined)
    assume(scope, 'Every address gives null in `geo_info_from_ip_address`: there is no file of their locations (`geoip=FILE.mmdb`)', node);
  return {
    kind: 'call',
    type: 'dynamic',
    name: node.name,
    overload: {
      parameters: ['string'],
      returns: 'dynamic',
      kernel: (text: string): Dynamic => lookup?.(text) ?? null,
    },
    args: [address],
    span: node.span,
  };
}

/** Refuses what only the service can answer: which cluster, which database, who asks. */
export function onlyOnService({ name, span }: Call): never {
  throw new QueryError('unsupported', `\`${name}\` asks for the service that runs the query; a run on local logs has none`, span);
}

function assume(scope: Scope, note: string, { name, span }: Call): void {
  if (scope.planTime.assume(note)) return;
  throw new QueryError('unsupported', `\`${name}\` has no source here, and no place to say what would be taken for granted: ${note}`, span);
}

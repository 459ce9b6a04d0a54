/**
 * What the filtering parameters of ASIM's functions ask of the rows that the functions return. Microsoft documents a parameter's meaning by
 * the normalised field it filters (https://learn.microsoft.com/azure/sentinel/normalization-about-parsers); a parameter whose field
 * depends on the source, such as `username_has_any`, is not listed and is refused by the caller.
 */
import type { ColumnSchema, Span } from '@rulesmith/kql';
import { constant, type Expr } from '../plan/expr.ts';
import { callFunction } from '../plan/planExpression.ts';

/** How a field is compared with the argument, and what the argument is where it does not filter. */
interface Comparison {
  /** The operator or function that is called with the field and the argument. */
  readonly test: string;
  readonly unset: 'star' | 'empty' | 'null';
}

const equals: Comparison = { test: '=~', unset: 'star' };
const isAny: Comparison = { test: 'in~', unset: 'empty' };
const hasAny: Comparison = { test: 'has_any', unset: 'empty' };
const hasAll: Comparison = { test: 'has_all', unset: 'empty' };
const hasPrefix: Comparison = { test: 'has_any_ipv4_prefix', unset: 'empty' };
const isNumber: Comparison = { test: '==', unset: 'null' };
const hasAddress: Comparison = { test: 'has_ipv4', unset: 'star' };
const from: Comparison = { test: '>=', unset: 'null' };
const to: Comparison = { test: '<=', unset: 'null' };

interface Filter extends Comparison {
  /** One of these fields must pass; those that the function does not return are left out. */
  readonly fields: readonly string[];
}

function filter(comparison: Comparison, ...fields: readonly string[]): Filter {
  return { ...comparison, fields };
}

const filters: Readonly<Record<string, Filter>> = {
  starttime: filter(from, 'TimeGenerated'),
  endtime: filter(to, 'TimeGenerated'),
  srcipaddr_has_any_prefix: filter(hasPrefix, 'SrcIpAddr'),
  dstipaddr_has_any_prefix: filter(hasPrefix, 'DstIpAddr'),
  ipaddr_has_any_prefix: filter(hasPrefix, 'SrcIpAddr', 'DstIpAddr'),
  dvcipaddr_has_any_prefix: filter(hasPrefix, 'DvcIpAddr'),
  dstportnumber: filter(isNumber, 'DstPortNumber'),
  hostname_has_any: filter(hasAny, 'SrcHostname', 'DstHostname'),
  srchostname_has_any: filter(hasAny, 'SrcHostname'),
  dvchostname_has_any: filter(hasAny, 'DvcHostname'),
  dvcaction: filter(isAny, 'DvcAction'),
  eventresult: filter(equals, 'EventResult'),
  eventtype_in: filter(isAny, 'EventType'),
  eventresultdetails_in: filter(isAny, 'EventResultDetails'),
  eventresultdetails_has_any: filter(hasAny, 'EventResultDetails'),
  url_has_any: filter(hasAny, 'Url'),
  httpuseragent_has_any: filter(hasAny, 'HttpUserAgent'),
  targetappname_has_any: filter(hasAny, 'TargetAppName'),
  actorusername_has_any: filter(hasAny, 'ActorUsername'),
  targetusername_has_any: filter(hasAny, 'TargetUsername'),
  srcusername_has_any: filter(hasAny, 'SrcUsername'),
  operation_has_any: filter(hasAny, 'Operation'),
  object_has_any: filter(hasAny, 'Object'),
  newvalue_has_any: filter(hasAny, 'NewValue'),
  commandline_has_any: filter(hasAny, 'TargetProcessCommandLine'),
  commandline_has_all: filter(hasAll, 'TargetProcessCommandLine'),
  commandline_has_any_ip_prefix: filter(hasPrefix, 'TargetProcessCommandLine'),
  actingprocess_has_any: filter(hasAny, 'ActingProcessName'),
  targetprocess_has_any: filter(hasAny, 'TargetProcessName'),
  parentprocess_has_any: filter(hasAny, 'ParentProcessName'),
  targetfilepath_has_any: filter(hasAny, 'TargetFilePath'),
  srcfilepath_has_any: filter(hasAny, 'SrcFilePath'),
  registrykey_has_any: filter(hasAny, 'RegistryKey'),
  registryvalue_has_any: filter(hasAny, 'RegistryValue'),
  registrydata_has_any: filter(hasAny, 'RegistryValueData'),
  domain_has_any: filter(hasAny, 'DnsQuery'),
  responsecodename: filter(equals, 'DnsResponseCodeName'),
  response_has_ipv4: filter(hasAddress, 'DnsResponseName'),
  response_has_any_prefix: filter(hasPrefix, 'DnsResponseName'),
  srcipaddr: filter(equals, 'SrcIpAddr'),
};

/**
 * The condition on the function's rows that `parameter = value` stands for. Undefined where it is not known which field it filters, or
 * where the function returns none of those fields.
 */
export function filterCondition(parameter: string, value: Expr, result: readonly ColumnSchema[], span: Span): Expr | undefined {
  const known = filters[parameter];
  const columns = known?.fields.flatMap((field) => result.find((column) => column.name === field) ?? []) ?? [];
  if (!known || columns.length === 0) return undefined;
  const tests = columns.map((column): Expr => {
    const field: Expr = { kind: 'column', type: column.type === 'unknown' ? 'dynamic' : column.type, name: column.name };
    return callFunction(known.test, [field, value], span);
  });
  return [isUnset(known, value, span), ...tests].reduce((a, b) => callFunction('or', [a, b], span));
}

function isUnset({ unset }: Comparison, value: Expr, span: Span): Expr {
  if (unset === 'null') return callFunction('isnull', [value], span);
  if (unset === 'star') return callFunction('in', [value, constant('string', '*'), constant('string', '')], span);
  const length = callFunction('array_length', [value], span);
  return callFunction('==', [length, constant('long', 0)], span);
}

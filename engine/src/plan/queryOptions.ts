/** `set option=value`: the options of a query that change its answer are applied or refused, the others ignored. */
import type { Statement } from '@rulesmith/kql';
import { unsupported } from '../queryError.ts';
import { optionVariable, planExpression } from './planExpression.ts';
import type { Scope } from './scope.ts';

type SetOption = Extract<Statement, { kind: 'set-option' }>;

/** Options about the effort, the caching and the bookkeeping of a run, and those that lift limits. */
const harmless: ReadonlySet<string> = new Set([
  'notruncation',
  'norequesttimeout',
  'servertimeout',
  'querytrace',
  'maxmemoryconsumptionperiterator',
  'max_memory_consumption_per_query_per_node',
  'query_max_entities_in_union',
  'query_fanout_nodes_percent',
  'query_fanout_threads_percent',
  'query_distribution_nodes_span',
  'query_log_query_parameters',
  'query_optimize_fts_at_relop',
  'query_results_cache_max_age',
  'query_results_cache_per_shard',
  'query_results_cache_force_refresh',
  'query_weakconsistency_session_id',
  'queryconsistency',
  'push_selection_through_aggregation',
  'materialized_view_shuffle',
  'request_app_name',
  'request_description',
  'request_user',
  'request_readonly',
  'query_python_debug',
]);

/** Options whose value a function reads. */
const kept: ReadonlySet<string> = new Set(['query_bin_auto_size', 'query_bin_auto_at']);

/** The scope behind the statement. */
export function planOption(statement: SetOption, scope: Scope): Scope {
  const name = statement.name.toLowerCase();
  if (harmless.has(name)) return scope;
  if (!kept.has(name) || !statement.value) throw unsupported(`The option \`set ${statement.name}\``, statement.span);
  return scope.with(optionVariable(name), { kind: 'scalar', expr: planExpression(statement.value, scope) });
}

/** `_GetWatchlist('alias')`: the rows of a watchlist that the workspace holds as a file. Its columns are those of the file. */
import { type Call, type Expression, watchlistColumns } from '@rulesmith/kql';
import { constant, type Expr } from '../plan/expr.ts';
import type { PlanNode } from '../plan/plan.ts';
import { callFunction, planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, QueryError } from '../queryError.ts';
import { valuesNode } from './values.ts';

export function planWatchlist(call: Call, scope: Scope): PlanNode {
  const [aliasArgument, keysArgument] = call.arguments.map((argument) => (argument.kind === 'named' ? argument.value : argument));
  if (aliasArgument === undefined) throw invalid('`_GetWatchlist` needs the alias of a watchlist', call.span);
  const constants = scope.withRow(undefined);
  const alias = scope.planTime.constant(planExpression(aliasArgument, constants), '`_GetWatchlist`', aliasArgument.span);
  if (typeof alias !== 'string') throw invalid('The alias of a watchlist is a text', aliasArgument.span);
  const table = scope.planTime.sources.watchlist?.(alias);
  if (table === undefined) throw new QueryError('no-table', `There is no local copy of the watchlist \`${alias}\``, aliasArgument.span);
  const values = valuesNode(table, call.span);
  return keysArgument === undefined ? values : withKeys(values, planExpression(keysArgument, constants), keysArgument);
}

/** With keys only the rows that have one of them; an empty list stands for all. */
function withKeys(input: PlanNode, keys: Expr, { span }: Expression): PlanNode {
  const searchKey: Expr = { kind: 'column', type: 'string', name: watchlistColumns[2].name };
  const isListed = callFunction('in', [searchKey, keys], span);
  const isAll = callFunction('==', [callFunction('array_length', [keys], span), constant('long', 0)], span);
  const condition = callFunction('or', [isAll, isListed], span);
  return { op: 'where', input, conditions: [condition], columns: input.columns, serialized: false, span };
}

/** The condition of `search`, and `* has "term"` in `where`: terms looked for in every column. */
import type { BinaryOperator, ColumnSchema, Expression, KqlType, Span } from '@rulesmith/kql';
import type { ScalarOverload } from '../functions/scalarFunction.ts';
import { constant, type Expr } from '../plan/expr.ts';
import type { PlanNode } from '../plan/plan.ts';
import { callFunction, convertTo, planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, unsupported } from '../queryError.ts';
import type { Value } from '../values/value.ts';

type Input = Pick<PlanNode, 'columns' | 'serialized'>;

/** `and`, `or`, `not` of terms and of ordinary conditions. A bare text is a term. */
export function planSearchCondition(node: Expression, input: Input, scope: Scope, caseSensitive: boolean): Expr {
  return new ConditionPlanner(input, scope.withRow(input), caseSensitive, true).plan(node);
}

/** Whether a condition of `where` looks into every column: `* has "x"`. */
export function readsStar(node: Expression): boolean {
  if (node.kind === 'binary') return node.left.kind === 'star' || readsStar(node.left) || readsStar(node.right);
  return node.kind === 'call' && node.arguments.some(readsStar);
}

/** A condition of `where` with `* has "x"` in it. */
export function planStarCondition(node: Expression, input: Input, scope: Scope): Expr {
  return new ConditionPlanner(input, scope.withRow(input), false, false).plan(node);
}

/** How a needle is looked for in a text: a text operator, and the needle for it. */
interface Look {
  readonly operator: BinaryOperator;
  readonly needle: string;
}

const starOperators: ReadonlySet<BinaryOperator> = new Set<BinaryOperator>([
  'has',
  'has_cs',
  'hasprefix',
  'hasprefix_cs',
  'hassuffix',
  'hassuffix_cs',
  'contains',
  'contains_cs',
  'startswith',
  'startswith_cs',
  'endswith',
  'endswith_cs',
]);

class ConditionPlanner {
  readonly #columns: readonly ColumnSchema[];
  readonly #row: Scope;
  readonly #caseSensitive: boolean;
  /** A bare text is a term, as `search` has it. */
  readonly #terms: boolean;

  constructor(input: Input, row: Scope, caseSensitive: boolean, terms: boolean) {
    this.#columns = input.columns;
    this.#row = row;
    this.#caseSensitive = caseSensitive;
    this.#terms = terms;
  }

  plan(node: Expression): Expr {
    if (this.#terms && node.kind === 'star') return constant('bool', true);
    if (this.#terms && node.kind === 'literal') {
      if (node.literal.type === 'string') return this.#term(node.literal.value, this.#columns, node.span);
      if (node.literal.type !== 'bool') throw unsupported('A search term that is not a text', node.span);
    }
    if (node.kind === 'call' && node.name === 'not' && node.arguments.length === 1)
      return callFunction('not', [this.plan(node.arguments[0])], node.span);
    if (node.kind === 'binary' && (node.operator === 'and' || node.operator === 'or'))
      return callFunction(node.operator, [this.plan(node.left), this.plan(node.right)], node.span);
    if (node.kind === 'binary' && node.operator === ':') return this.#columnTerm(node.left, node.right, node.span);
    if (node.kind === 'binary' && node.left.kind === 'star') return this.#star(node.operator, node.right, node.span);
    const condition = planExpression(this.#caseSensitive ? sensitive(node) : node, this.#row);
    if (condition.type !== 'bool') throw invalid(`A condition is needed here, not a ${condition.type}`, node.span);
    return condition;
  }

  /** `column: "term"`. */
  #columnTerm(left: Expression, right: Expression, span: Span): Expr {
    const text = planExpression(right, this.#row);
    if (text.kind !== 'constant' || typeof text.value !== 'string') throw unsupported('A search term that is not a text', right.span);
    if (left.kind === 'star') return this.#term(text.value, this.#columns, span);
    const column = left.kind === 'name' ? this.#columns.find((each) => each.name === left.name) : undefined;
    if (!column) throw unsupported('`:` on anything but a column', left.span);
    return this.#term(text.value, [column], span);
  }

  #star(operator: BinaryOperator, right: Expression, span: Span): Expr {
    if (!starOperators.has(operator)) throw unsupported(`\`* ${operator} …\``, span);
    const text = planExpression(right, this.#row);
    if (text.kind !== 'constant' || typeof text.value !== 'string') throw unsupported('`*` compared with anything but a text', right.span);
    return this.#anyColumn({ operator, needle: text.value }, this.#columns, span);
  }

  #term(term: string, columns: readonly ColumnSchema[], span: Span): Expr {
    const [, before, inner, after] = /^(\*?)(.*?)(\*?)$/s.exec(term) ?? [];
    if (inner.includes('*')) return this.#pattern(term, columns, span);
    if (inner === '' && term !== '') throw unsupported(`The search term \`${term}\``, span);
    const base = before && after ? 'contains' : before ? 'hassuffix' : after ? 'hasprefix' : 'has';
    const operator = (this.#caseSensitive ? `${base}_cs` : base) as BinaryOperator;
    return this.#anyColumn({ operator, needle: inner }, columns, span);
  }

  /** `Lab*PC` means the regular expression `\bLab.*PC\b`; whether it ignores case is not documented, so that both readings must agree. */
  #pattern(term: string, columns: readonly ColumnSchema[], span: Span): Expr {
    if (!/^\w+(\*\w+)+$/.test(term)) throw unsupported(`The search term \`${term}\``, span);
    const regex = `\\b${term.replaceAll('*', '.*')}\\b`;
    const exact = this.#anyColumn({ operator: 'matches regex', needle: regex }, columns, span);
    if (this.#caseSensitive) return exact;
    return agreeing(exact, [this.#anyColumn({ operator: 'matches regex', needle: `(?i)${regex}` }, columns, span)], span);
  }

  #anyColumn(look: Look, columns: readonly ColumnSchema[], span: Span): Expr {
    const test = (column: ColumnSchema): Expr =>
      callFunction(look.operator, [convertTo(reference(column), 'string', span), constant('string', look.needle)], span);
    const certain = columns.filter((column) => searchedTypes.has(column.type)).map(test);
    const found = certain.reduce<Expr>((any, each) => callFunction('or', [any, each], span), constant('bool', false));
    const uncertain = columns.filter((column) => !searchedTypes.has(column.type) && mayOccur(look.needle, column.type));
    return uncertain.length === 0 ? found : agreeing(found, uncertain.map(test), span);
  }
}

function reference(column: ColumnSchema): Expr {
  return { kind: 'column', type: column.type, name: column.name };
}

/** Types whose text Kusto searches as `tostring()` writes it: established from its answers. */
const searchedTypes: ReadonlySet<KqlType> = new Set<KqlType>(['string', 'dynamic', 'int', 'long']);

const possibleTexts: Readonly<Partial<Record<KqlType, RegExp>>> = {
  bool: /^[truefals]*$/i,
  guid: /^[0-9a-f-]*$/i,
  datetime: /^[0-9tz:.-]*$/i,
  timespan: /^[0-9:.-]*$/,
  real: /^[0-9einfa.+-]*$/i,
  decimal: /^[0-9e.+-]*$/i,
};

/** Whether the text of a value of `type` could hold `needle`. */
function mayOccur(needle: string, type: KqlType): boolean {
  return possibleTexts[type]?.test(needle) ?? true;
}

/**
 * `found`, where the others do not find more. A term that occurs only in the text of a date or a real is refused: which text of theirs Kusto
 * searches is not documented.
 */
function agreeing(found: Expr, others: readonly Expr[], span: Span): Expr {
  return { kind: 'call', type: 'bool', name: 'search', overload: agreement, args: [found, ...others], span };
}

const agreement: ScalarOverload = {
  parameters: ['bool'],
  rest: 'bool',
  returns: 'bool',
  nulls: 'kernel',
  // Not computed over the values of a dictionary, some of which may occur in no row.
  volatile: true,
  kernel: (found: Value, ...others: Value[]) => {
    if (found !== true && others.includes(true))
      throw unsupported('A search term that occurs in a date, a time, a guid, a bool or a real, or in another case,');
    return found === true;
  },
};

/** With `kind=case_sensitive` every text operator minds the case. */
function sensitive(node: Expression): Expression {
  switch (node.kind) {
    case 'binary': {
      if (node.operator === '=~' || node.operator === '!~')
        throw unsupported(`\`${node.operator}\` in \`search kind=case_sensitive\``, node.span);
      const folding = /^!?(has|hasprefix|hassuffix|contains|startswith|endswith)$/.test(node.operator);
      const operator = folding ? (`${node.operator}_cs` as BinaryOperator) : node.operator;
      return { ...node, operator, left: sensitive(node.left), right: sensitive(node.right) };
    }
    case 'membership':
      if (node.operator !== 'in' && node.operator !== '!in')
        throw unsupported(`\`${node.operator}\` in \`search kind=case_sensitive\``, node.span);
      return node;
    case 'call':
      return { ...node, arguments: node.arguments.map(sensitive) };
    default:
      return node;
  }
}

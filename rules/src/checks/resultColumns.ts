import type { BoundQuery, ColumnSchema } from '@rulesmith/kql';
import { replaceFix } from '../diagnostic.ts';
import { nearestName } from '../nearestName.ts';
import { isSyntaxError } from '../query/kqlCodes.ts';
import { unknownVariables } from '../query/unknownVariables.ts';
import type { Spanned } from '../ruleView.ts';
import type { Finding } from './check.ts';

/** The columns a query surely returns, by exact name. */
export type ResultColumns = ReadonlyMap<string, ColumnSchema>;

/**
 * The columns of a query; undefined where they are not surely known: the query is broken, reads a table or calls a function nobody
 * declared, or some schema is open. Checks of columns say nothing then rather than something wrong.
 */
export function resultColumns(query: BoundQuery): ResultColumns | undefined {
  if (query.result === undefined || query.result.length === 0) return undefined;
  if (query.resultIsOpen && !endsInProjection(query)) return undefined;
  if (query.diagnostics.some((diagnostic) => diagnostic.severity === 'error' && hidesColumns(diagnostic.code))) return undefined;
  if (hasUnknownTable(query)) return undefined;
  return new Map(query.result.map((column) => [column.name, column]));
}

/** Whatever the columns before it are, a last `project` without a wildcard returns those it names. */
function endsInProjection({ syntax }: BoundQuery): boolean {
  const last = syntax.statements.findLast((statement) => statement.kind === 'expression-statement');
  if (last?.kind !== 'expression-statement' || last.expression.kind !== 'pipe') return false;
  const { operator } = last.expression;
  return operator.kind === 'project' && !operator.columns.some(({ kind }) => kind === 'star' || kind === 'wildcard' || kind === 'bad');
}

/** Unknown tables and functions (KS204, KS208, KS209, KS211) and syntax errors leave the columns behind them open. */
function hidesColumns(code: string): boolean {
  return isSyntaxError(code) || ['KS204', 'KS205', 'KS207', 'KS208', 'KS209', 'KS210', 'KS211'].includes(code);
}

/** `let Logons = OurTable;`: the binder takes the unknown name for a value. */
function hasUnknownTable(query: BoundQuery): boolean {
  const names = query.diagnostics.filter(({ code }) => code === 'KS142');
  if (names.length === 0) return false;
  const variables = unknownVariables(query);
  return names.some(({ span }) => variables.isTable(span));
}

/** A finding where `reference` names no column of the result; `what` begins the sentence, as in `The entity mapping`. */
export function unknownColumn(reference: Spanned<string>, columns: ResultColumns | undefined, what: string): Finding[] {
  if (columns === undefined || columns.has(reference.value)) return [];
  const near = nearestName(reference.value, columns.keys());
  const known = `${what} names the column \`${reference.value}\`, which the query does not return`;
  if (near === undefined)
    return [
      {
        span: reference.span,
        message: `${known}; it returns ${listColumns(columns)}`,
      },
    ];
  const hint =
    near.toLowerCase() === reference.value.toLowerCase() ? `letter case matters, write \`${near}\`` : `did you mean \`${near}\`?`;
  return [
    {
      span: reference.span,
      message: `${known}; ${hint}`,
      fixes: [replaceFix(reference.span, near)],
    },
  ];
}

function listColumns(columns: ResultColumns): string {
  const names = [...columns.keys()];
  const shown = names.slice(0, 8).map((name) => `\`${name}\``);
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}

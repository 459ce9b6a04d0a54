import { replaceFix } from '../diagnostic.ts';
import { isSyntaxError } from '../query/kqlCodes.ts';
import type { Spanned } from '../ruleView.ts';
import { alertFormats, placeholdersOf } from './alertFormats.ts';
import { type Check, type CheckContext, rulesAndHunts } from './check.ts';

/**
 * Where a source may have any column, a column that the rule names may be one of its own. But one that the query makes itself in another letter case is
 * meant. Where all columns are known the checks of mappings, details and overrides say it.
 */
export const columnInOtherCase: Check = {
  code: 'XOUT006',
  name: 'column-in-other-case',
  severity: 'warning',
  appliesTo: rulesAndHunts,
  *check(context) {
    const made = madeColumns(context);
    if (made === undefined) return;
    for (const { value, span } of columnsNamed(context)) {
      const other = made.get(value.toLowerCase());
      if (other === undefined || other.has(value)) continue;
      const [name = value] = other;
      const message = `The query returns \`${name}\`, which the rule names \`${value}\`; letter case matters, write \`${name}\``;
      yield { span, message, fixes: [replaceFix(span, name)] };
    }
  },
};

/** The columns that an open result surely has, by their names in lower case; undefined where all columns are known, or none. */
function madeColumns({ query, columns }: CheckContext): ReadonlyMap<string, ReadonlySet<string>> | undefined {
  if (columns !== undefined || query?.bound.result === undefined) return undefined;
  if (query.bound.diagnostics.some(({ code }) => isSyntaxError(code))) return undefined;
  const made = new Map<string, Set<string>>();
  for (const { name } of query.bound.result) made.set(name.toLowerCase(), (made.get(name.toLowerCase()) ?? new Set()).add(name));
  return made;
}

function columnsNamed(context: CheckContext): Pick<Spanned<string>, 'value' | 'span'>[] {
  const { entityMappings, customDetails, alertDetailsOverride: override } = context.rule;
  const placeholders = alertFormats(context).flatMap(({ content }) => placeholdersOf(content));
  return [
    ...placeholders.map(({ name, span }) => ({ value: name, span })),
    ...entityMappings.flatMap(({ fieldMappings }) => fieldMappings.map(({ columnName }) => columnName)),
    ...customDetails.map(({ column }) => column),
    override?.value.alertSeverityColumnName,
    override?.value.alertTacticsColumnName,
  ].filter((column) => column !== undefined);
}

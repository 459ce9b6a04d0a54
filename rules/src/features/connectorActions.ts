import { dataTypeName } from '../checks/dataTypeName.ts';
import { appendItem, insertField } from '../checks/editEntries.ts';
import type { TextEdit } from '../diagnostic.ts';
import { type Connector, connectors } from '../facts/connectors.ts';
import type { RuleDocument } from '../ruleDocument.ts';
import { entryOf, isBlank } from '../yaml/yamlTree.ts';
import type { CodeAction, CodeActionContext } from './codeActions.ts';
import { touchedEntry, touchedFinding } from './touched.ts';

const aboutConnectors = new Set(['CONN001', 'CONN009', 'CONN012']);
/** A table that more connectors fill does not tell which one is meant; then the author chooses. */
const mostOffered = 6;

/** A connector with the tables of the query that it fills. */
interface Offer {
  readonly connector: Connector;
  readonly dataTypes: readonly string[];
}

/** Connectors that fill the tables which the query reads and no listed connector fills. */
export function connectorActions(context: CodeActionContext): CodeAction[] {
  const { document, query } = context;
  const diagnostic = touchedFinding(context, aboutConnectors);
  if (query === undefined || document.kind === 'parser' || document.problems.length > 0) return [];
  if (diagnostic === undefined && touchedEntry(context, 'requiredDataConnectors') === undefined) return [];
  const tables = unfilledTables(context, query.bound.tables);
  const about = diagnostic === undefined ? ({ kind: 'refactor.rewrite' } as const) : ({ kind: 'quickfix', diagnostic } as const);
  const offer = (title: string, offers: readonly Offer[]): CodeAction[] => {
    const edit = insertion(document, offers);
    return edit === undefined ? [] : [{ title, edits: [edit], ...about }];
  };
  const choices = tables.map((table) => connectorsFilling(table, tables));
  const only = choices.every((offers) => offers.length === 1) ? distinct(choices.flat()) : [];
  const each = distinct(choices.filter((offers) => offers.length <= mostOffered).flat());
  return [
    ...(only.length > 1 ? offer(`Add the connectors ${only.map(({ connector }) => `\`${connector.id}\``).join(', ')}`, only) : []),
    ...each.flatMap((one) => offer(`Add the connector \`${one.connector.id}\``, [one])),
  ];
}

function distinct(offers: readonly Offer[]): Offer[] {
  return [...new Map(offers.map((offer) => [offer.connector.id, offer])).values()];
}

/** The tables that stand in the query itself: one behind a function is the function's affair. */
function unfilledTables(
  { document, query }: CodeActionContext,
  read: readonly { readonly name: string; readonly span: { readonly start: number; readonly end: number } }[],
): string[] {
  const required = document.rule.requiredDataConnectors;
  const filled = new Set(
    required.flatMap(({ connectorId, dataTypes }) => [
      ...typesOf(connectorId?.value),
      ...dataTypes.map(({ value }) => dataTypeName(value)),
    ]),
  );
  const written = read.filter(({ name, span }) => query?.bound.text.slice(span.start, span.end) === name).map(({ name }) => name);
  return [...new Set(written)].filter((name) => !filled.has(name));
}

function typesOf(id: string | undefined): string[] {
  return (
    connectors()
      .get(id ?? '')
      ?.dataTypes.map(dataTypeName) ?? []
  );
}

/** Those on the repository's list, where there are any. */
function connectorsFilling(table: string, tables: readonly string[]): Offer[] {
  const filling = [...connectors().values()].filter(({ isDeprecated, dataTypes }) => !isDeprecated && dataTypes.includes(table));
  const accepted = filling.filter(({ isAccepted }) => isAccepted);
  return (accepted.length > 0 ? accepted : filling).map((connector) => ({
    connector,
    dataTypes: tables.filter((name) => connector.dataTypes.includes(name)),
  }));
}

function insertion(document: RuleDocument, offers: readonly Offer[]): TextEdit | undefined {
  const entry = entryOf(document.root, 'requiredDataConnectors');
  const items = offers.map(itemText);
  if (entry === undefined || isBlank(entry.value))
    return insertField(document, 'requiredDataConnectors', items.map((item) => `\n  - ${item.replaceAll('\n', '\n  ')}`).join(''));
  const [first, ...others] = items.map((item) => appendItem(document.text, entry, item));
  return first === undefined ? undefined : { ...first, newText: first.newText + others.map((edit) => edit?.newText ?? '').join('') };
}

function itemText({ connector, dataTypes }: Offer): string {
  return `connectorId: ${connector.id}\n  dataTypes:${dataTypes.map((name) => `\n    - ${name}`).join('')}`;
}

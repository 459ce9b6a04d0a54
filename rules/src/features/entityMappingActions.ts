import { appendItem, insertField } from '../checks/editEntries.ts';
import { resultColumns } from '../checks/resultColumns.ts';
import type { TextEdit } from '../diagnostic.ts';
import type { RuleDocument } from '../ruleDocument.ts';
import { entryOf, isBlank } from '../yaml/yamlTree.ts';
import type { CodeAction, CodeActionContext } from './codeActions.ts';
import { type LikelyEntity, likelyEntities } from './likelyEntities.ts';
import { touchedEntry, touchedFinding } from './touched.ts';

/** The service takes no more (`ENT002`). */
const mostMappings = 10;
const aboutMappings = new Set(['ENT001', 'ENT002']);

/** Entity mappings for columns of the result that are likely to name an entity and that no mapping takes yet. */
export function entityMappingActions(context: CodeActionContext): CodeAction[] {
  const { document, query } = context;
  const diagnostic = touchedFinding(context, aboutMappings);
  if (query === undefined || (diagnostic === undefined && touchedEntry(context, 'entityMappings') === undefined)) return [];
  if (document.kind === 'parser' || document.problems.length > 0) return [];
  const { entityMappings } = document.rule;
  const mapped = new Set(entityMappings.flatMap(({ fieldMappings }) => fieldMappings.flatMap(({ columnName }) => columnName?.value ?? [])));
  const entities = likelyEntities(resultColumns(query.bound)?.values() ?? [], mapped).slice(0, mostMappings - entityMappings.length);
  const about = diagnostic === undefined ? ({ kind: 'refactor.rewrite' } as const) : ({ kind: 'quickfix', diagnostic } as const);
  const offer = (title: string, some: readonly LikelyEntity[]): CodeAction[] => {
    const edit = insertion(document, some);
    return edit === undefined ? [] : [{ title, edits: [edit], ...about }];
  };
  const each = entities.flatMap((entity) => offer(`Add a mapping of ${describe(entity)}`, [entity]));
  return entities.length < 2 ? each : [...offer(`Add mappings of ${entities.map(describe).join(', ')}`, entities), ...each];
}

function describe({ entityType, fields }: LikelyEntity): string {
  return `${entityType} from ${fields.map(({ column }) => `\`${column}\``).join(' and ')}`;
}

function insertion(document: RuleDocument, entities: readonly LikelyEntity[]): TextEdit | undefined {
  const entry = entryOf(document.root, 'entityMappings');
  const items = entities.map(itemText);
  if (entry === undefined || isBlank(entry.value)) {
    const lines = items.map((item) => `\n  - ${item.replaceAll('\n', '\n  ')}`);
    return insertField(document, 'entityMappings', lines.join(''));
  }
  const [first, ...others] = items.map((item) => appendItem(document.text, entry, item));
  if (first === undefined) return undefined;
  const more = others.map((edit) => edit?.newText ?? '').join('');
  return { ...first, newText: first.newText + more };
}

/** The item behind its dash. Names of columns that KQL must quote need quotes in YAML too. */
function itemText({ entityType, fields }: LikelyEntity): string {
  const mappings = fields.map(({ identifier, column }) => `\n    - identifier: ${identifier}\n      columnName: ${column}`);
  return `entityType: ${entityType}\n  fieldMappings:${mappings.join('')}`;
}

import type { Fix, TextEdit } from '../diagnostic.ts';
import { isBlank, type YamlEntry, type YamlList, type YamlNode } from '../yaml/yamlTree.ts';
import { type Check, type CheckContext, type Finding, rulesAndHunts } from './check.ts';
import { fixes } from './editEntries.ts';
import { type FieldShape, shapeOf } from './fieldShapes.ts';
import { knownMaps } from './knownMaps.ts';

/** Fields of the connectors: the service does not read them, so that only the repository's checks stop at them. */
const ofConnectors: ReadonlySet<string> = new Set(['requiredDataConnectors', 'connectorId', 'dataTypes']);

const listsOfTexts: ReadonlySet<string> = new Set([
  'dataTypes',
  'tactics',
  'relevantTechniques',
  'groupByEntities',
  'groupByAlertDetails',
  'groupByCustomDetails',
]);

const asItShouldBe: Readonly<Record<FieldShape, string>> = {
  text: 'a text; write it behind the colon',
  list: 'a list; write each item on a line of its own behind `- `',
  map: 'a map; write lines of `key: value` below it, without `- `',
};

/** A list where a text belongs, a text where a list belongs: such a file cannot be made a rule of. */
export const wrongShape: Check = {
  code: 'FILE007',
  name: 'wrong-shape',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check(context) {
    // What a mistake of indentation makes of the lines below says nothing.
    if (context.document.problems.length > 0) return;
    for (const { entries, keys } of knownMaps(context)) {
      for (const entry of entries) if (keys.includes(entry.key)) yield* findingsFor(context, entry);
    }
  },
};

function findingsFor(context: CheckContext, entry: YamlEntry): Finding[] {
  const shape = shapeOf(entry.key);
  const written = writtenShape(entry.value);
  if (shape === undefined || shape === written || isBlank(entry.value)) return [];
  const isLenient = ofConnectors.has(entry.key) && !context.repositoryMode;
  return [
    {
      span: entry.keySpan,
      message: `\`${entry.key}\` is not a ${written} but ${asItShouldBe[shape]}`,
      fixes: reshape(context, entry, shape),
      ...(isLenient ? { severity: 'warning' } : {}),
    },
  ];
}

function writtenShape({ type }: YamlNode): FieldShape {
  return type === 'scalar' ? 'text' : type;
}

function reshape({ document: { text } }: CheckContext, entry: YamlEntry, shape: FieldShape): Fix[] {
  const { value } = entry;
  // The items of the other lists are maps, of which a text has too little.
  if (shape === 'list' && value.type === 'scalar' && listsOfTexts.has(entry.key))
    return fixes('Write it as a list', asList(text, entry, value.text));
  if (shape === 'text' && value.type === 'list') return fixes('Write it as a text', asText(text, entry, value));
  if (shape === 'map' && value.type === 'list') return asMap(text, value);
  return [];
}

/** The values of a text that commas part, an item each. */
function asList(text: string, { keySpan, value }: YamlEntry, written: string): TextEdit | undefined {
  const colon = text.indexOf(':', keySpan.end) + 1;
  const items = written.split(',').map((item) => item.trim());
  if (items.some((item) => !/^[\w.()-]+$/.test(item))) return undefined;
  const indent = ' '.repeat(keySpan.start - (text.lastIndexOf('\n', keySpan.start - 1) + 1) + 2);
  return { span: { start: colon, end: value.span.end }, newText: items.map((item) => `\n${indent}- ${item}`).join('') };
}

/** The only item of a list, as the text that it is. */
function asText(text: string, { keySpan, value }: YamlEntry, list: YamlList): TextEdit | undefined {
  const [item] = list.items;
  if (list.items.length !== 1 || item?.type !== 'scalar') return undefined;
  const colon = text.indexOf(':', keySpan.end) + 1;
  if (text.slice(colon, value.span.end).includes('#')) return undefined;
  return { span: { start: colon, end: value.span.end }, newText: ` ${text.slice(item.span.start, item.span.end)}` };
}

/** Takes the dashes away where each item is a map whose keys no other item has. */
function asMap(text: string, { items }: YamlList): Fix[] {
  const keys = items.flatMap((item) => (item.type === 'map' ? item.entries.map(({ key }) => key) : [undefined]));
  if (items.length === 0 || keys.includes(undefined) || new Set(keys).size !== keys.length) return [];
  const dashes = items.map((item) => text.lastIndexOf('-', item.span.start - 1));
  if (dashes.some((dash, index) => dash < 0 || !/^-[ \t]+$/.test(text.slice(dash, items[index]?.span.start)))) return [];
  return [{ title: 'Write it as a map', edits: dashes.map((start) => ({ span: { start, end: start + 1 }, newText: ' ' })) }];
}

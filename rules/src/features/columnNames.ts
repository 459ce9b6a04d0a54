/** The places of a rule's YAML that name a column of the query's result. */
import type { Span } from '@rulesmith/kql';
import { placeholdersOf } from '../checks/alertFormats.ts';
import type { RuleDocument } from '../ruleDocument.ts';
import { type PathStep, textOf, walk, type YamlScalar } from '../yaml/yamlTree.ts';

export interface ColumnName {
  readonly name: string;
  /** The name alone, without quotes and blanks around it. */
  readonly span: Span;
}

/** Keys whose value is the name of a column; list positions are left out of the path. */
const columnKeys =
  /^(?:customDetails\.[^.]*|entityMappings\.fieldMappings\.columnName|alertDetailsOverride\.alert(?:Severity|Tactics)ColumnName|alertDetailsOverride\.alertDynamicProperties\.value)$/;
/** Keys whose text may hold `{{Column}}`. */
const formatKeys = /^alertDetailsOverride\.alert(?:DisplayName|Description)Format$/;

const namesOfDocument = new WeakMap<RuleDocument, readonly ColumnName[]>();

/** The column names in `columnName:`, custom details and alert details, in the order of the file; computed once a document. */
export function columnNamesOf(document: RuleDocument): readonly ColumnName[] {
  let names = namesOfDocument.get(document);
  if (names === undefined) {
    names = findColumnNames(document);
    namesOfDocument.set(document, names);
  }
  return names;
}

function findColumnNames({ root }: RuleDocument): ColumnName[] {
  if (root === undefined) return [];
  const names: ColumnName[] = [];
  for (const { node, path } of walk(root)) {
    if (node.type !== 'scalar' || textOf(node) === undefined) continue;
    const key = keyPath(path);
    if (columnKeys.test(key)) names.push(wholeName(node));
    else if (formatKeys.test(key)) names.push(...placeholdersOf(node.content()));
  }
  return names.sort((a, b) => a.span.start - b.span.start);
}

/** The keys on the way to a node, joined by dots. */
export function keyPath(path: readonly PathStep[]): string {
  return path.filter((step) => typeof step === 'string').join('.');
}

function wholeName(node: YamlScalar): ColumnName {
  const { text, map } = node.content();
  const name = text.trim();
  const start = text.indexOf(name);
  return { name, span: map.toSource({ start, end: start + name.length }) };
}

import { type DocumentKind, documentKind } from './documentKind.ts';
import { EmbeddedKql } from './query/embeddedKql.ts';
import { functionParameters, parameterPrelude } from './query/functionParameters.ts';
import { readRuleView } from './readRuleView.ts';
import type { RuleView } from './ruleView.ts';
import type { YamlProblem } from './yaml/parseYaml.ts';
import { parseRuleYaml } from './yaml/recoverYaml.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './yaml/yamlTree.ts';

/** One version of a file, parsed. Immutable; any text gives one. */
export interface RuleDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly kind: DocumentKind;
  /** The value of the file; undefined for an empty one. */
  readonly root: YamlNode | undefined;
  readonly problems: readonly YamlProblem[];
  /** How many YAML documents the file holds. */
  readonly documentCount: number;
  readonly rule: RuleView;
  /** The queries in the file; at most one in a rule. */
  readonly queries: readonly EmbeddedKql[];
}

const queryKeys = new Set(['query', 'FunctionQuery', 'ParserQuery']);

/** Parses a text into a document; `version` is whatever the caller counts by. Never throws. */
export function parseRuleDocument(uri: string, text: string, version = 0): RuleDocument {
  const { root, problems, documentCount } = parseRuleYaml(text);
  const kind = documentKind(root);
  const entries = kind === 'other' || root?.type !== 'map' ? [] : root.entries;
  const prelude = kind === 'parser' ? parameterPrelude(functionParameters(root)) : '';
  const queries = entries.filter(isQuery).map((entry) => new EmbeddedKql(entry, text, prelude));
  return {
    uri,
    version,
    text,
    kind,
    root,
    problems,
    documentCount,
    rule: readRuleView(root),
    queries,
  };
}

function isQuery(entry: YamlEntry): entry is YamlEntry & { readonly value: YamlScalar } {
  return queryKeys.has(entry.key) && entry.value.type === 'scalar';
}

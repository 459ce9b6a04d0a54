import type { Span } from '@rulesmith/kql';
import { type ParsedYaml, parseYaml } from './parseYaml.ts';
import type { YamlEntry, YamlNode } from './yamlTree.ts';

/**
 * Parses a rule file. While the YAML is broken (a quote not closed yet, a key without its colon) one mistake would make the parser
 * lose or misread all that follows; so then every top-level key with what is indented below it is parsed for itself, and the rest
 * of the file stays known.
 */
export function parseRuleYaml(text: string): ParsedYaml {
  const whole = parseYaml(text);
  if (whole.problems.length === 0 && whole.root?.type !== 'scalar') return whole;
  const blocks = topLevelBlocks(text);
  if (blocks.length === 0) return whole;
  const parsed = blocks.map((block) => parseYaml(text.slice(block.start, block.end), block.start));
  const entries = parsed.flatMap((block) => (block.root?.type === 'map' ? block.root.entries : []));
  if (entries.length === 0) return whole;
  const problems = parsed.flatMap((block, index) => [...block.problems, ...loneWord(block.root, blocks[index] as Span)]);
  return {
    root: rootOf(entries),
    problems: problems.length > 0 ? problems : whole.problems,
    documentCount: whole.documentCount,
  };
}

function rootOf(entries: readonly YamlEntry[]): YamlNode {
  const span = {
    start: entries[0]?.span.start ?? 0,
    end: entries.at(-1)?.span.end ?? 0,
  };
  return { type: 'map', entries, span };
}

/** The parts of the text that start with something in the first column that is neither a comment nor an item of a list. */
function topLevelBlocks(text: string): Span[] {
  // A byte order mark is white space to the expression, but the first key stands behind it.
  const starts = [...text.matchAll(/^(?!---|\.\.\.|%YAML)\ufeff?[^\s#\-\]})]/gm)].map((match) => match.index);
  return starts.map((start, index) => ({
    start,
    end: blockEnd(text, starts[index + 1] ?? text.length),
  }));
}

/** A block does not take a document marker along that stands before the next one. */
function blockEnd(text: string, end: number): number {
  const marker = /(?:^|\n)(?:---|\.\.\.)[^\n]*\n?$/.exec(text.slice(Math.max(0, end - 200), end));
  return marker === null ? end : end - marker[0].length;
}

/** A block that is a word alone parses by itself, but not among keys. */
function loneWord(root: YamlNode | undefined, block: Span): ParsedYaml['problems'] {
  if (root?.type !== 'scalar' || root.isNull) return [];
  return [
    {
      code: 'MISSING_COLON',
      message: 'A key needs a colon and a value',
      span: root.span.end > root.span.start ? root.span : block,
    },
  ];
}

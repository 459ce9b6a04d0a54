/** The ways of YAML to write the same query, so that places in it can be checked in each. */
import { entryOf } from '../src/yaml/yamlTree.ts';
import { testService } from './service.ts';

const blankLines = (lines: readonly string[]) => lines.join('\n\n  ');
const flat = (kql: string) => linesOf(kql).map((line) => line.trim());
/** A text of one line that may stand without quotes; none that has what YAML reads as something else. */
const isPlain = (lines: readonly string[]) => lines.every((line) => !/: |:$| #|^[-?:,[\]{}#&*!|>'"%@`]/.test(line) || /^\|/.test(line));

function linesOf(kql: string): string[] {
  return kql
    .replace(/\s+$/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}

/** The field `query` in each style, without a line break at its end; undefined where the text cannot be written so. */
export const queryStyles: Readonly<Record<string, (kql: string) => string | undefined>> = {
  literal: (kql) => `query: |\n  ${linesOf(kql).join('\n  ')}`,
  'literal, stripped': (kql) => `query: |-\n  ${linesOf(kql).join('\n  ')}`,
  'literal, kept, indented by four': (kql) => `query: |+\n    ${linesOf(kql).join('\n    ')}`,
  'literal with tabs in the query': (kql) => `query: |\n  ${linesOf(kql).join('\n  \t')}`,
  folded: (kql) => `query: >\n  ${blankLines(flat(kql))}`,
  'folded, stripped': (kql) => `query: >-\n  ${blankLines(flat(kql))}`,
  'double quoted': (kql) => `query: "${linesOf(kql).map(escaped).join('\\n\\\n    ')}"`,
  'single quoted': (kql) => `query: '${blankLines(flat(kql).map((line) => line.replaceAll("'", "''")))}'`,
  plain: (kql) => (isPlain(flat(kql)) && !/^\|/.test(flat(kql)[0] ?? '|') ? `query: ${blankLines(flat(kql))}` : undefined),
};

const escaped = (line: string) => JSON.stringify(line).slice(1, -1).replace(/^ /, '\\ ');

/** The KQL of a rule; undefined where it has none. */
export function queryOf(text: string): string | undefined {
  return testService().document('file:///query.yaml', Math.random(), text).queries[0]?.kql;
}

/** The rule with another query, written in a style; undefined where that cannot be. */
export function withQuery(text: string, kql: string, style: (kql: string) => string | undefined): string | undefined {
  const { root } = testService().document('file:///query.yaml', Math.random(), text);
  const entry = entryOf(root, 'query');
  const written = style(kql);
  if (entry === undefined || written === undefined) return undefined;
  const behind = text.slice(entry.span.end).replace(/^[ \t]*(?:\r?\n[ \t]*(?=\r?\n|$))*/, '');
  return `${text.slice(0, entry.keySpan.start)}${written}\n${behind.replace(/^\r?\n/, '')}`;
}

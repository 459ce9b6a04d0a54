import type { Span } from '@rulesmith/kql';
import type { YamlProblem } from '../yaml/parseYaml.ts';
import { type Check, everyKind } from './check.ts';

/** The parser's codes in our words. */
const messages: Readonly<Record<string, string>> = {
  BAD_INDENT: 'The indentation does not fit what is above',
  BAD_DQ_ESCAPE: 'This escape does not exist in double quotes; write `\\\\` for a backslash, or use single quotes',
  MULTILINE_IMPLICIT_KEY: 'A key and its colon must be on one line',
  BLOCK_AS_IMPLICIT_KEY: 'A value with a colon and a blank in it must stand in quotes',
  MISSING_COLON: 'A key needs a colon and a value',
  BAD_ALIAS: 'No anchor of this name is set above',
  UNREADABLE: 'This YAML cannot be read',
};

/** The YAML does not parse: loaders reject the file. */
export const brokenYaml: Check = {
  code: 'YAML001',
  name: 'broken-yaml',
  severity: 'error',
  appliesTo: everyKind,
  *check({ document }) {
    let lineEnd = -1;
    for (const problem of document.problems) {
      // What the parser says next about a line that it did not understand misleads.
      if (problem.code === 'TAB_AS_INDENT' || problem.span.start <= lineEnd) continue;
      const line = lineAt(document.text, problem.span.start);
      lineEnd = line.end;
      yield { span: visible(problem, document.text), message: messageOf(problem, document.text.slice(line.start, line.end)) };
    }
  },
};

function lineAt(text: string, offset: number): Span {
  const end = text.indexOf('\n', offset);
  return { start: text.lastIndexOf('\n', offset - 1) + 1, end: end < 0 ? text.length : end };
}

function messageOf({ code, message }: YamlProblem, line: string): string {
  if (message.startsWith('Missing closing')) return 'The closing quote is missing';
  const bracket = /end with a ([\]}])$/.exec(message)?.[1];
  if (bracket !== undefined) return `The closing \`${bracket}\` is missing`;
  if (/^\s*\|/.test(line)) return 'A line of the query must be indented as far as the lines above it';
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && !/: .*:(\s|$)/.test(line)) return messages.BAD_INDENT as string;
  if (message.startsWith('Implicit map keys')) return 'A key needs a colon and a value';
  if (message.startsWith('Unexpected scalar')) return 'This text stands where none can; is a quote before it closed too early?';
  return messages[code] ?? message.split('\n')[0] ?? 'This YAML cannot be read';
}

/** Blanks that indent a line wrongly take along what they indent; any other empty place, such as the end of the file, the character before it. */
function visible({ code, message, span }: YamlProblem, text: string): Span {
  if (span.end > span.start && text.slice(span.start, span.end).trim() !== '') return span;
  const behind = /^([ \t]*)(\S+)/.exec(text.slice(span.start));
  const isIndentation = code === 'BAD_INDENT' && !message.includes('end with');
  if (isIndentation && behind !== null && text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start).trim() === '') {
    const start = span.start + (behind[1]?.length ?? 0);
    return { start, end: start + (behind[2]?.length ?? 0) };
  }
  const before = text.slice(0, span.end).trimEnd().length;
  return { start: Math.max(0, before - 1), end: before };
}

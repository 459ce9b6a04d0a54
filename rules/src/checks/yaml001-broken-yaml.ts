import type { YamlProblem } from '../yaml/parseYaml.ts';
import { type Check, everyKind } from './check.ts';

/** The parser's codes in our words. */
const messages: Readonly<Record<string, string>> = {
  BAD_INDENT: 'The indentation does not fit what is above',
  BAD_DQ_ESCAPE: 'This escape does not exist in double quotes; write `\\\\` for a backslash, or use single quotes',
  MULTILINE_IMPLICIT_KEY: 'A key and its colon must be on one line',
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
    for (const problem of document.problems) {
      if (problem.code === 'TAB_AS_INDENT') continue;
      yield { span: visible(problem.span, document.text), message: messageOf(problem) };
    }
  },
};

function messageOf({ code, message }: YamlProblem): string {
  if (message.startsWith('Missing closing')) return 'The closing quote is missing';
  if (message.startsWith('Implicit map keys')) return 'A key needs a colon and a value';
  return messages[code] ?? message.split('\n')[0] ?? 'This YAML cannot be read';
}

/** An empty place, such as the end of the file, takes the character before it along. */
function visible(span: { readonly start: number; readonly end: number }, text: string): { readonly start: number; readonly end: number } {
  if (span.end > span.start && text.slice(span.start, span.end).trim() !== '') return span;
  const before = text.slice(0, span.end).trimEnd().length;
  return { start: Math.max(0, before - 1), end: before };
}

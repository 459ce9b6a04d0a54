/** Comments that switch a check off for a line or the file, as actions beside the fixes. */
import { applyEdits, type KqlEdit } from '@rulesmith/kql';
import { readSuppressions } from '../checks/suppressions.ts';
import type { RuleDiagnostic } from '../diagnostic.ts';
import { parseRuleDocument, type RuleDocument } from '../ruleDocument.ts';
import type { CodeAction, CodeActionContext } from './codeActions.ts';

/** For each finding at the range: not to see it in its line, or its check in the file. */
export function suppressActions({ document, diagnostics, range }: CodeActionContext): CodeAction[] {
  const touched = diagnostics.filter(({ span, code }) => span.start <= range.end && range.start <= span.end && !code.startsWith('DIS'));
  const seen = new Set<string>();
  return touched.flatMap((diagnostic) => {
    const { code } = diagnostic;
    if (seen.has(code)) return [];
    seen.add(code);
    const inLine = lineEdits(document, diagnostic).find((edit) => isSuppressedBy(document, diagnostic, edit));
    const inFile = fileEdit(document, code);
    return [
      ...(inLine === undefined ? [] : [action(`Suppress ${code} in this line`, inLine, diagnostic)]),
      ...(isSuppressedBy(document, diagnostic, inFile) ? [action(`Suppress ${code} in this file`, inFile, diagnostic)] : []),
    ];
  });
}

function action(title: string, edit: KqlEdit, diagnostic: RuleDiagnostic): CodeAction {
  return { title, edits: [edit], kind: 'quickfix', diagnostic };
}

/** What may do, in YAML or in the query; the file read again tells which does. */
function lineEdits({ text }: RuleDocument, { code, span }: RuleDiagnostic): KqlEdit[] {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const above = /^.*rulesmith-disable-next-line\s+[\w-]+(?:[ \t,]+[A-Z]+\d+)*/.exec(
    text.slice(0, lineStart).trimEnd().split('\n').at(-1) ?? '',
  );
  if (above !== null) {
    const start = text.lastIndexOf('\n', lineStart - 2) + 1 + above[0].length;
    return [{ span: { start, end: start }, newText: `, ${code}` }];
  }
  const indent = /^[ \t]*/.exec(text.slice(lineStart, span.start))?.[0] ?? '';
  return ['#', '//'].map((mark) => ({
    span: { start: lineStart, end: lineStart },
    newText: `${indent}${mark} rulesmith-disable-next-line ${code}\n`,
  }));
}

function fileEdit({ text }: RuleDocument, code: string): KqlEdit {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  return { span: { start, end: start }, newText: `# rulesmith-disable ${code}\n` };
}

/** Whether the file has a comment for the finding after the edit. A `#` in a text is none, and `//` would end the line of a folded query. */
function isSuppressedBy(document: RuleDocument, { code, span }: RuleDiagnostic, edit: KqlEdit): boolean {
  const changed = parseRuleDocument(document.uri, applyEdits(document.text, [edit]), document.version);
  if (changed.queries[0]?.style !== document.queries[0]?.style) return false;
  const isInFoldedQuery = edit.newText.includes('//') && changed.queries[0]?.style !== 'literal';
  const offset = span.start + edit.newText.length;
  return (
    !isInFoldedQuery &&
    readSuppressions(changed).some(({ codes, covers, isMisplaced }) => {
      return !isMisplaced && codes.some((each) => each.code === code) && covers(offset);
    })
  );
}

import type { Span } from '@rulesmith/kql';
import { checks } from '../checks/index.ts';
import type { TextEdit } from '../diagnostic.ts';
import type { CodeAction, CodeActionContext } from './codeActions.ts';

/** All fixes at once that do not change what the rule does; a fix that would overlap one before it is left for the next time. */
export function fixAllActions({ diagnostics }: CodeActionContext): CodeAction[] {
  const safe = new Set(checks.filter(({ fixesKeepMeaning }) => fixesKeepMeaning).map(({ code }) => code));
  const edits: TextEdit[] = [];
  for (const { code, fixes } of diagnostics) {
    const [fix, ...others] = fixes;
    // Where there are several ways the author chooses.
    if (fix === undefined || others.length > 0 || !safe.has(code)) continue;
    if (fix.edits.every(({ span }) => !edits.some((edit) => overlap(edit.span, span)))) edits.push(...fix.edits);
  }
  if (edits.length === 0) return [];
  return [
    { title: 'Fix all that is safe to fix', kind: 'source.fixAll.rulesmith', edits: edits.sort((a, b) => a.span.start - b.span.start) },
  ];
}

function overlap(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

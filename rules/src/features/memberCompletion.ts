/** Names behind a dot: what the query reads of dynamic values elsewhere, and what is known of the column. */
import type { KqlCompletion, KqlCompletionList } from '@rulesmith/kql';
import { membersOf } from '../facts/dynamicMembers.ts';

/** A value with brackets and calls around it, a dot, and the beginning of a name, at the end of a text. */
const path = /([A-Za-z_]\w*)\s*[)\]\d."'[]*\.(\w*)$/;

/** Undefined where no member is named. */
export function memberCompletions(text: string, offset: number): KqlCompletionList | undefined {
  const [, owner = '', begun = ''] = path.exec(text.slice(Math.max(0, offset - 200), offset)) ?? [];
  if (owner === '') return undefined;
  const rest = /^\w*/.exec(text.slice(offset))?.[0].length ?? 0;
  const replace = { start: offset - begun.length, end: offset + rest };
  const without = `${text.slice(0, replace.start)} ${text.slice(replace.end)}`;
  const names = new Set([...namesBehind(owner, without), ...membersOf(owner), ...namesBehind('', without)]);
  const items = [...names].map(
    (label, index): KqlCompletion => ({
      label,
      kind: 'column',
      insertText: label,
      detail: 'dynamic',
      sortText: `1${String(index).padStart(4, '0')}`,
    }),
  );
  return { replace, items };
}

/** The members that a text names behind `owner`, behind any name where it is empty. */
function namesBehind(owner: string, text: string): string[] {
  const pattern = /([A-Za-z_]\w*)[)\]\d."'[]*(?:\.|\[["'])([A-Za-z_]\w*)/g;
  const found: string[] = [];
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [, before = '', member = ''] = match;
    if (!before.startsWith('$') && (owner === '' || before === owner)) found.push(member);
    // What is named here may own the next one.
    pattern.lastIndex -= member.length;
  }
  return found;
}

import { insertField } from '../checks/editEntries.ts';
import { keepQuotes } from '../checks/keepQuotes.ts';
import { textOf } from '../yaml/yamlTree.ts';
import type { CodeAction, CodeActionContext } from './codeActions.ts';
import { touchedEntry, touchedFinding } from './touched.ts';

/** Findings that another id settles. */
const aboutIds = new Set(['ID001', 'ID002', 'ID004', 'ID006']);

/** A new id: where there is none, where the one there is no good, and at any id on request. */
export function idActions(context: CodeActionContext): CodeAction[] {
  const { document, newId } = context;
  if (newId === undefined) return [];
  const diagnostic = touchedFinding(context, aboutIds);
  const entry = touchedEntry(context, 'id');
  const kind = diagnostic === undefined ? 'refactor.rewrite' : 'quickfix';
  const settled = diagnostic === undefined ? {} : { diagnostic };
  if (entry !== undefined && textOf(entry.value) !== undefined) {
    const fix = keepQuotes({ title: 'Replace by a new id', edits: [{ span: entry.value.span, newText: newId() }] }, document.text);
    return [{ ...fix, kind, ...settled }];
  }
  const edit = diagnostic === undefined && entry === undefined ? undefined : insertField(document, 'id', ` ${newId()}`);
  return edit === undefined ? [] : [{ title: 'Add a new id', edits: [edit], kind, ...settled }];
}

import { keepQuotes } from '../checks/keepQuotes.ts';
import { textOf } from '../yaml/yamlTree.ts';
import type { CodeAction, CodeActionContext } from './codeActions.ts';
import { touchedEntry } from './touched.ts';

/** Versions above that at the range: the next patch, minor and major one. */
export function versionActions(context: CodeActionContext): CodeAction[] {
  const value = touchedEntry(context, 'version')?.value;
  const parts = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/.exec(textOf(value)?.trim() ?? '');
  if (value === undefined || parts === null) return [];
  const [major = 0, minor = 0, patch = 0] = parts.slice(1).map(Number);
  return [`${major}.${minor}.${patch + 1}`, `${major}.${minor + 1}.0`, `${major + 1}.0.0`].map((version) => ({
    ...keepQuotes({ title: `Raise the version to ${version}`, edits: [{ span: value.span, newText: version }] }, context.document.text),
    kind: 'refactor.rewrite',
  }));
}

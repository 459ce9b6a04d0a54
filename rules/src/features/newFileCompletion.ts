/** What is offered in a file that is empty so far, or of which the keys do not tell yet that it is a rule. */
import type { RuleDocument } from '../ruleDocument.ts';
import { ruleFields } from '../schema/ruleFields.ts';
import { entryOf } from '../yaml/yamlTree.ts';
import type { CompletionItem } from './completion.ts';
import { plainText, ruleTemplates } from './ruleTemplates.ts';

const ruleKeys: ReadonlySet<string> = new Set(ruleFields.map((field) => field.key));

/** Nothing is in the file but comments and the word at the cursor. */
export function isNewFile(document: RuleDocument): boolean {
  const lines = document.text.split(/\r?\n/).filter((line) => !/^\s*(#.*|---\s*)?$/.test(line));
  return lines.length === 0 || (lines.length === 1 && /^\w*$/.test(lines[0] as string));
}

/** The file has begun with keys of a rule and has no others; `name` and the like alone begin many kinds of file, so it takes two. */
export function mayBecomeRule({ root }: RuleDocument): boolean {
  if (root?.type !== 'map') return false;
  const keys = root.entries.map(({ key }) => key).filter((key) => key !== '');
  const complete = keys.filter((key) => entryOf(root, key)?.value !== undefined);
  return complete.length >= 2 && complete.every((key) => ruleKeys.has(key));
}

/** Whole rules, as snippets. */
export function templateCompletions(): CompletionItem[] {
  return ruleTemplates.map(({ label, detail, snippet }, index) => ({
    label,
    kind: 'value',
    insertText: snippet,
    snippet: true,
    detail,
    documentation: `\`\`\`yaml\n${plainText(snippet, '')}\`\`\``,
    sortText: String(index),
  }));
}

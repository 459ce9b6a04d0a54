/**
 * The Markdown files under `test-fixtures/kql` are tests: each `kql` block is run and must give the `result` block behind it.
 * `UPDATE_EXPECT=1 npx vitest run engine/test/literate` rewrites the results; the diff is then read.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderResult } from './runKql.ts';

const root = new URL('../../test-fixtures/kql/', import.meta.url).pathname;
/** The same, its result still to come. */
const unanswered = /```kql\n([\s\S]*?)```(?:\n+```result\n[\s\S]*?```)?/g;
const example = /```kql\n([\s\S]*?)```\n+```result\n([\s\S]*?)```/g;

function markdownFiles(): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort();
}

/** The heading above an example, for the name of its test. */
function headingBefore(text: string, position: number): string {
  return (text.slice(0, position).match(/^#+ .*$/gm) ?? ['']).at(-1)?.replace(/^#+ /, '') ?? '';
}

for (const name of markdownFiles()) {
  describe(name, () => {
    const path = join(root, name);
    const text = readFileSync(path, 'utf8');
    if (process.env.UPDATE_EXPECT) {
      writeFileSync(
        path,
        text.replace(unanswered, (_whole, kql: string) => `\`\`\`kql\n${kql}\`\`\`\n\n\`\`\`result\n${renderResult(kql)}\n\`\`\``),
      );
    }
    let number = 0;
    for (const match of readFileSync(path, 'utf8').matchAll(example)) {
      it(`${headingBefore(text, match.index)} (${++number})`, () => {
        expect(renderResult(match[1])).toBe(match[2].replace(/\n$/, ''));
      });
    }
    it('has examples', () => expect(number).toBeGreaterThan(0));
  });
}

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testService } from './service.ts';

const folder = resolve(import.meta.dirname, '../../test-fixtures/rules');
const filesIn = (name: string) => readdirSync(resolve(folder, name)).filter((file) => file.endsWith('.yaml'));

/** One finding a line: `line:column-line:column severity code message`, from 1, with the text it underlines. */
function findings(path: string): string {
  const text = readFileSync(resolve(folder, path), 'utf8');
  const service = testService();
  const at = (offset: number) => {
    const before = text.slice(0, offset).split('\n');
    return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  };
  return service
    .diagnostics(service.document(`file:///${path}`, 1, text))
    .map(
      ({ code, severity, message, span }) =>
        `${at(span.start)}-${at(span.end)} ${severity} ${code} [${text.slice(span.start, span.end)}] ${message}\n`,
    )
    .join('');
}

describe('good files have no findings', () => {
  test.each(filesIn('ok'))('%s', (file) => {
    expect(findings(`ok/${file}`)).toBe('');
  });
});

describe('broken files have exactly these', () => {
  test.each(filesIn('err'))('%s', (file) => {
    const expected = resolve(folder, 'err', file.replace(/\.yaml$/, '.out'));
    const found = findings(`err/${file}`);
    if (process.env.RULESMITH_UPDATE !== undefined) writeFileSync(expected, found);
    expect(found).toBe(readFileSync(expected, 'utf8'));
  });
});

/** The list of what runs must be that of the engine. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateKqlSupport } from '../../scripts/generateKqlSupport.ts';
import { repositoryRoot } from '../../scripts/repository.ts';

test.each(generateKqlSupport().map((file) => [file.path, file.text]))('%s is current (npm run generate)', (path, text) => {
  expect(readFileSync(join(repositoryRoot, path), 'utf8')).toBe(text);
});

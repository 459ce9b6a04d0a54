import { expect, test } from 'vitest';
import { hexOfComputedColor } from '../src/scratch/cssColor.ts';

test.each([
  ['rgb(0, 122, 204)', '#007accff'],
  ['rgba(0, 122, 204, 0.5)', '#007acc80'],
  ['rgb(0 122 204 / 0.2)', '#007acc33'],
  ['color(srgb 0 0.5 1 / 0.5)', '#0080ff80'],
  ['color(srgb 1.2 -0.1 1e-7)', '#ff0000ff'],
  ['transparent', undefined],
  ['rgb()', undefined],
])('%s is %s', (computed, hex) => {
  expect(hexOfComputedColor(computed)).toBe(hex);
});

import { describe, expect, test } from 'vitest';
import { parseDuration, toShortForm } from '../src/duration.ts';
import { editDistance, nearestName } from '../src/nearestName.ts';
import { fillPlaceholders } from '../src/query/placeholders.ts';

describe('durations in every form', () => {
  test.each([
    ['5m', 'short', '5m'],
    ['14d', 'short', '14d'],
    ['PT1H', 'iso', '1h'],
    ['P14D', 'iso', '14d'],
    ['PT1H30M', 'iso', '90m'],
    ['01:00:00', 'timespan', '1h'],
    ['1.00:00:00', 'timespan', '1d'],
    ['5', 'days', '5d'],
  ])('%s', (text, form, short) => {
    const parsed = parseDuration(text);
    expect(parsed && [parsed.form, toShortForm(parsed.ticks)]).toEqual([form, short]);
  });

  test.each(['', 'soon', '1 hour', '5M', '90s', 'P', 'PT', '25:00:00', '-1h'])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe('the nearest name', () => {
  const names = ['High', 'Medium', 'CredentialAccess', 'CommandAndControl', 'IPAddress'];
  test.each([
    ['high', 'High'],
    ['Credential Access', 'CredentialAccess'],
    ['CredentialAcess', 'CredentialAccess'],
    ['Meduim', 'Medium'],
    ['command-and-control', 'CommandAndControl'],
    ['Nothing', undefined],
  ])('%s', (name, expected) => {
    expect(nearestName(name, names)).toBe(expected);
  });

  test('a swap of neighbours is one mistake', () => {
    expect(editDistance('ab', 'ba')).toBe(1);
  });
});

describe('placeholders give KQL of the same length', () => {
  test.each([
    ['T | take %%Rows:500%%', 'T | take        500  '],
    ['T | take %%Rows%%', 'T | take   Rows  '],
    ['{{table}} | take 1', '  table   | take 1'],
    ['T | where a == "{{x}} %%y:1%%"', 'T | where a == "{{x}} %%y:1%%"'],
    ['T // {{x}}', 'T // {{x}}'],
  ])('%s', (query, expected) => {
    expect(fillPlaceholders(query).text).toBe(expected);
    expect(expected.length).toBe(query.length);
  });
});

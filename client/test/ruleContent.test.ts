import { describe, expect, test } from 'vitest';
import { mayBeRule } from '../src/ruleContent.ts';

describe('a file may be a rule', () => {
  test.each([
    ['a scheduled rule', 'id: 1\nname: x\nqueryFrequency: 1h\n'],
    ['a rule of which only the kind is written', 'id: 1\nkind: Scheduled\n'],
    ['an NRT rule with quotes', '"kind": "NRT"\n'],
    ['a hunting query', 'id: 1\nrequiredDataConnectors: []\n'],
    ['a parser', 'Parser:\n  Title: x\nParserQuery: |\n  T\n'],
    ['Windows line ends', 'id: 1\r\ntactics:\r\n  - X\r\n'],
    ['a byte order mark', '\uFEFFqueryPeriod: 1d\n'],
    ['one flow mapping', '{ entityMappings: [] }'],
  ])('%s', (_name, text) => expect(mayBeRule(text)).toBe(true));
});

describe('a file is left alone', () => {
  test.each([
    ['a workflow', 'name: ci\non: push\njobs:\n  build:\n    steps: []\n'],
    ['a Kubernetes object', 'apiVersion: v1\nkind: ConfigMap\n'],
    ['a telling key that is nested', 'x:\n  queryFrequency: 1h\n'],
    ['a key that only begins like one', 'tacticsOfMine: 1\n'],
    ['an empty file', ''],
  ])('%s', (_name, text) => expect(mayBeRule(text)).toBe(false));
});

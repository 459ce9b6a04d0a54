import { describe, expect, test } from 'vitest';
import { plainText, ruleTemplates } from '../src/features/ruleTemplates.ts';
import { createRuleService } from '../src/ruleService.ts';
import { testService, withCursor } from './service.ts';

function labels(marked: string): string[] {
  const { document, offset } = withCursor(marked);
  return testService()
    .completions(document, offset)
    .items.map((item) => item.label);
}

describe('a file that is not yet a rule', () => {
  test.each(['$0', 'Sen$0', '# our rules\n$0', '---\n$0'])('%j offers whole rules', (text) => {
    expect(labels(text)).toEqual(ruleTemplates.map((template) => template.label));
  });

  test('what is typed is replaced', () => {
    const { document, offset } = withCursor('# x\nSen$0');
    expect(testService().completions(document, offset).replace).toEqual({ start: 4, end: 7 });
  });

  test('two keys of a rule are enough for the others', () => {
    expect(labels('id: x\nname: y\n$0')).toContain('queryFrequency');
  });

  test.each(['name: build\n$0', 'name: build\non: push\n$0', 'services:\n  $0', 'a: $0', 'name: x\ndescription: y\njobs: {}\n$0'])(
    '%j is left alone',
    (text) => {
      expect(labels(text)).toEqual([]);
    },
  );
});

describe('templates', () => {
  test.each(ruleTemplates.map((template) => [template.label, template] as const))('%s has no findings', (_label, { snippet }) => {
    const text = plainText(snippet, '0a7c3c1e-52a5-4a6d-9a55-3e1f5d0c9b11');
    expect(text).not.toMatch(/\$/);
    const document = testService().document('file:///test/new.yaml', 1, text);
    testService().close('file:///test/new.yaml');
    expect(document.kind).not.toBe('other');
    expect(testService().diagnostics(document)).toEqual([]);
    expect(testService().diagnostics(document, { repositoryMode: true })).toEqual([]);
  });
});

describe('new rules', () => {
  test('are the templates with fresh ids, and format to themselves', () => {
    let count = 0;
    const service = createRuleService({ newId: () => `0a7c3c1e-52a5-4a6d-9a55-3e1f5d0c9b${10 + ++count}` });
    const rules = service.newRules();
    expect(rules.map(({ label }) => label)).toEqual(ruleTemplates.map(({ label }) => label));
    expect(new Set(rules.map(({ text }) => /^id: (.*)$/m.exec(text)?.[1])).size).toBe(rules.length);
    for (const { label, text } of rules)
      expect({ label, edits: service.format(service.document(label, 1, text)) }).toEqual({ label, edits: [] });
  });

  test('need a source of ids', () => {
    expect(createRuleService().newRules()).toEqual([]);
  });
});

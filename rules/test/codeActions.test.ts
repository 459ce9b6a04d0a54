import { applyEdits, orderEdits } from '@rulesmith/kql';
import { describe, expect, test } from 'vitest';
import { newId, ruleWith, testService } from './service.ts';

/** The file with its actions at the part between `[[` and `]]`, or at the cursor `$0`. */
function actionsIn(marked: string) {
  const text = marked.replace(/\[\[|\]\]|\$0/g, '');
  const start = Math.max(marked.indexOf('[['), marked.indexOf('$0'));
  const end = marked.includes(']]') ? marked.indexOf(']]') - 2 : start;
  const document = testService().document('file:///test/rule.yaml', Math.random(), text);
  return { text, actions: testService().codeActions(document, { start, end }) };
}

/** The file after the action whose title begins so; undefined where none is on offer. */
function after(marked: string, title: string): string | undefined {
  const { text, actions } = actionsIn(marked);
  const action = actions.find((each) => each.title.startsWith(title));
  return action === undefined ? undefined : applyEdits(text, orderEdits(action.edits));
}

describe('rewrites of the query keep the style of its scalar', () => {
  test.each<[string, string, string, string]>([
    [
      'literal',
      'Extract',
      ' |\n  // why\n  W3CIISLog\n\n  | where TimeGenerated > ago([[1h]])',
      ' |\n  // why\n  let extractedValue = 1h;\n  W3CIISLog\n\n  | where TimeGenerated > ago(extractedValue)',
    ],
    [
      'folded',
      'Extract',
      ' >-\n  W3CIISLog\n  | where TimeGenerated > ago([[1h]])',
      ' >-\n  let extractedValue = 1h;\n\n  W3CIISLog\n  | where TimeGenerated > ago(extractedValue)',
    ],
    [
      'double-quoted',
      'Extract',
      ' "W3CIISLog | where cIP == [[\\"a\\"]]"',
      ' "let extractedValue = \\"a\\";\\nW3CIISLog | where cIP == extractedValue"',
    ],
    [
      'single-quoted',
      'Extract',
      " 'W3CIISLog | where cIP == [[''a'']]'",
      " 'let extractedValue = ''a''; W3CIISLog | where cIP == extractedValue'",
    ],
    ['plain', 'Extract', ' W3CIISLog | where cIP == [["a"]]', ' let extractedValue = "a"; W3CIISLog | where cIP == extractedValue'],
    [
      'literal',
      'Inline',
      ' |\n  let a$0 = 1h;\n  W3CIISLog\n  | where TimeGenerated > ago(a)',
      ' |\n  W3CIISLog\n  | where TimeGenerated > ago(1h)',
    ],
    [
      'literal, several lines',
      'Inline',
      ' |\n  let T$0 = W3CIISLog\n    | where cIP == "a";\n\n  T | take 5',
      ' |\n\n  W3CIISLog\n    | where cIP == "a" | take 5',
    ],
    [
      'folded',
      'Inline',
      ' >-\n  let a$0 = 1h;\n  W3CIISLog\n  | where TimeGenerated > ago(a)',
      ' >-\n  W3CIISLog\n  | where TimeGenerated > ago(1h)',
    ],
    ['double-quoted', 'Inline', ' "let a$0 = \\"x\\";\\nprint b = a"', ' "print b = \\"x\\""'],
    ['single-quoted', 'Inline', " 'let a$0 = ''x''; print b = a'", " 'print b = ''x'''"],
    ['plain', 'Inline', ' let a$0 = "x"; print b = a', ' print b = "x"'],
    [
      'literal',
      'Replace `makeset`',
      ' |\n  W3CIISLog | summarize make$0set(cIP) // all',
      ' |\n  W3CIISLog | summarize make_set(cIP, 128) // all',
    ],
    [
      'double-quoted',
      'Replace `replace`',
      ' "print a = repl$0ace(\'x\', \\"y\\", \'z\')"',
      ' "print a = replace_regex(\'z\', \'x\', \\"y\\")"',
    ],
  ])('%s: %s', (_style, title, query, expected) => {
    expect(after(ruleWith({ query }), title)).toBe(ruleWith({ query: expected }));
  });

  test('line endings of Windows stay', () => {
    const marked = ruleWith({ query: ' |\n  W3CIISLog\n  | where cIP == [["a"]]' }).replaceAll('\n', '\r\n');
    const expected = ruleWith({ query: ' |\n  let extractedValue = "a";\n  W3CIISLog\n  | where cIP == extractedValue' });
    expect(after(marked, 'Extract')).toBe(expected.replaceAll('\n', '\r\n'));
  });

  test.each([
    ['a comment ends a plain scalar', ' W3CIISLog | where cIP == [["a"]] # why'],
    ['the selection leaves the query', ' |\n  W3CIISLog | where cIP == [["a"\nversion]]: 1.0.0'],
  ])('none, or a sound one, where %s', (_why, query) => {
    const { actions } = actionsIn(ruleWith({ query, version: undefined }));
    for (const { title, edits } of actions.filter(({ kind }) => kind === 'refactor.extract'))
      expect({ title, edits }).toMatchObject({ edits: [{}, {}] });
  });
});

describe('a new id', () => {
  test.each([
    ['where there is none', ruleWith({ id: undefined }).replace('name', '$0name'), 'Add a new id', ruleWith({ id: ` ${newId}` })],
    ['where it is empty', ruleWith({ id: ' $0' }), 'Add a new id', ruleWith({ id: ` ${newId}` })],
    ['in place of a bad one', ruleWith({ id: " '12$034'" }), 'Replace by a new id', ruleWith({ id: ` '${newId}'` })],
    ['in place of a good one', ruleWith().replace('id: 0', 'id: $00'), 'Replace by a new id', ruleWith({ id: ` ${newId}` })],
    [
      'below comments',
      `# ours\n---\n${ruleWith({ id: undefined }).replace('name', '$0name')}`,
      'Add a new id',
      `# ours\n---\n${ruleWith({ id: ` ${newId}` })}`,
    ],
  ])('%s', (_where, marked, title, expected) => {
    expect(after(marked, title)).toBe(expected);
  });
});

test.each([
  [' 1.2.$03', 'Raise the version to 1.2.4', ' 1.2.4'],
  [' "1.2.$03"', 'Raise the version to 1.3.0', ' "1.3.0"'],
  [' 1.2.$03 # now', 'Raise the version to 2.0.0', ' 2.0.0 # now'],
])('the version %s: %s', (version, title, expected) => {
  expect(after(ruleWith({ version }), title)).toBe(ruleWith({ version: expected }));
});

test.each([' 1.$02', ' $0', ' one$0'])('the version %s is not raised', (version) => {
  expect(after(ruleWith({ version }), 'Raise')).toBeUndefined();
});

describe('entity mappings from likely columns', () => {
  const mapping = (type: string, ...fields: [string, string][]) =>
    `\n  - entityType: ${type}\n    fieldMappings:${fields.map(([identifier, column]) => `\n      - identifier: ${identifier}\n        columnName: ${column}`).join('')}`;
  const project = (columns: string) => ` |\n  datatable(${columns})[]`;

  test.each<[string, string, string]>([
    ['an address', 'cIP: string', mapping('IP', ['Address', 'cIP'])],
    [
      'two addresses',
      'SrcIpAddr: string, DstIpAddr: string',
      mapping('IP', ['Address', 'SrcIpAddr']) + mapping('IP', ['Address', 'DstIpAddr']),
    ],
    [
      'an account in two parts',
      'AccountName: string, AccountUPNSuffix: string',
      mapping('Account', ['Name', 'AccountName'], ['UPNSuffix', 'AccountUPNSuffix']),
    ],
    ['accounts by their full names', 'UserPrincipalName: string', mapping('Account', ['FullName', 'UserPrincipalName'])],
    [
      'a host and a URL',
      'Computer: string, RemoteUrl: string',
      mapping('Host', ['FullName', 'Computer']) + mapping('URL', ['Url', 'RemoteUrl']),
    ],
    ['a hash with its kind', 'HashType: string, FileHash: string', mapping('FileHash', ['Algorithm', 'HashType'], ['Value', 'FileHash'])],
  ])('%s', (_what, columns, expected) => {
    const rule = { query: project(columns), entityMappings: undefined };
    expect(after(ruleWith(rule).replace('id:', '$0id:'), 'Add')).toBe(ruleWith({ ...rule, entityMappings: expected }));
  });

  test.each(['a: string', 'SkipAddr: string', 'cIP: dynamic', 'Type: string, FileHash: long', 'DisplayName: string'])(
    'none from %s',
    (columns) => {
      const marked = ruleWith({ query: project(columns), entityMappings: undefined }).replace('id:', '$0id:');
      expect(after(marked, 'Add a mapping')).toBeUndefined();
    },
  );

  test('what is mapped is not offered again, and the list keeps its indentation and comments', () => {
    const first = '\n- entityType: IP # the client\n  fieldMappings:\n  - identifier: Address\n    columnName: cIP\n  # more to come';
    const rule = { query: ' |\n  W3CIISLog | project cIP, sIP' };
    expect(after(ruleWith({ ...rule, entityMappings: first.replace('cIP', '$0cIP') }), 'Add a mapping')).toBe(
      ruleWith({
        ...rule,
        entityMappings: `${first}\n- entityType: IP\n  fieldMappings:\n    - identifier: Address\n      columnName: sIP`,
      }),
    );
  });
});

describe('connectors of the tables read', () => {
  const connector = '\n  - connectorId: AzureMonitor(IIS)\n    dataTypes:\n      - W3CIISLog';

  test.each([
    ['no key', undefined, 'id:'],
    ['an empty key', '', 'requiredDataConnectors:'],
    ['an empty list', ' []', 'requiredDataConnectors:'],
  ])('for %s', (_what, written, at) => {
    const marked = ruleWith({ requiredDataConnectors: written }).replace(at, `$0${at}`);
    expect(after(marked, 'Add the connector `AzureMonitor(IIS)`')).toBe(ruleWith({ requiredDataConnectors: connector }));
  });

  test('beside others', () => {
    const other = '\n  - connectorId: AzureActivity\n    dataTypes:\n      - AzureActivity';
    const marked = ruleWith({ requiredDataConnectors: other }).replace('requiredDataConnectors:', '$0requiredDataConnectors:');
    expect(after(marked, 'Add the connector `AzureMonitor(IIS)`')).toBe(ruleWith({ requiredDataConnectors: other + connector }));
  });

  test('none that is listed', () => {
    expect(after(ruleWith().replace('requiredDataConnectors:', '$0requiredDataConnectors:'), 'Add the connector')).toBeUndefined();
  });
});

describe('all that is safe', () => {
  test('is fixed at once, and the rest is left', () => {
    const rule = {
      id: ' 0A7C3C1E-52A5-4A6D-9A55-3E1F5D0C9B11',
      severity: ' high # loud',
      kind: ' scheduled',
      version: ' 1.0',
      tactics: '\n  - CredentialAcces',
    };
    const fixed = { ...rule, id: ' 0a7c3c1e-52a5-4a6d-9a55-3e1f5d0c9b11', severity: ' High # loud', kind: ' Scheduled', version: ' 1.0.0' };
    expect(after(`$0${ruleWith(rule)}`, 'Fix all')).toBe(ruleWith(fixed));
  });

  test('is not on offer where nothing is', () => {
    expect(after(`$0${ruleWith()}`, 'Fix all')).toBeUndefined();
  });
});

describe('keys in their usual order', () => {
  test('go with the comments above them', () => {
    const text = 'kind: NRT\n# what it is called\nname: a # short\nid: x\n\ndescription: |\n  b\n';
    expect(after(text, 'Put the keys')).toBe('id: x\n\n# what it is called\nname: a # short\ndescription: |\n  b\nkind: NRT\n');
  });

  test.each([
    ['in order', ruleWith()],
    ['with an alias', 'kind: NRT\nid: x\nname: a\ndescription: b\ntactics: &t [A]\nrelevantTechniques: *t\n'],
    ['with a key twice', 'name: a\nid: x\nid: y\ndescription: b\n'],
    ['with a foreign key', 'name: a\nid: x\ndescription: b\nmine: 1\n'],
    ['broken', 'name: a\nid: "x\ndescription: b\n'],
  ])('not %s', (_what, text) => {
    expect(after(text, 'Put the keys')).toBeUndefined();
  });
});

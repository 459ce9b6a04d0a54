import { describe, expect, it } from 'vitest';
import { bindQuery } from '../src/bind.ts';
import { completionsAt, hoverAt, type KqlCompletion, type KqlCompletionList, signatureHelpAt } from '../src/editing/index.ts';
import { standardCatalog } from '../src/standardCatalog.ts';

const catalog = standardCatalog();

/** `$0` marks the cursor. */
function at<T>(marked: string, feature: (query: ReturnType<typeof bindQuery>, offset: number) => T): T {
  const offset = marked.indexOf('$0');
  return feature(bindQuery(marked.replace('$0', ''), catalog), offset);
}

function complete(marked: string): KqlCompletionList {
  return at(marked, completionsAt);
}

function labels(marked: string): string[] {
  return complete(marked).items.map((item) => item.label);
}

/** The text after the item was chosen. */
function apply(marked: string, label: string): string {
  const { replace, items } = complete(marked);
  const item = items.find((candidate) => candidate.label === label);
  const text = marked.replace('$0', '');
  return text.slice(0, replace.start) + (item?.insertText ?? `no ${label}`) + text.slice(replace.end);
}

describe('completion', () => {
  it.each([
    ['$0', 'W3CIISLog', 'W3CIISLog'],
    ['W3C$0', 'W3CIISLog', 'W3CIISLog'],
    ['W3$0C | take 1', 'W3CIISLog', 'W3CIISLog | take 1'],
    ['W3CIISLog | wh$0', 'where', 'W3CIISLog | where'],
    ['W3CIISLog | where $0', 'sPort', 'W3CIISLog | where sPort'],
    ['W3CIISLog | where sP$0', 'sPort', 'W3CIISLog | where sPort'],
    ['W3CIISLog | where sP$0xx == 1', 'sPort', 'W3CIISLog | where sPort == 1'],
    ['W3CIISLog | where cIP h$0', 'has', 'W3CIISLog | where cIP has "$0"'],
    ['W3CIISLog | where cIP h$0as "x"', 'hasprefix', 'W3CIISLog | where cIP hasprefix "x"'],
    ['W3CIISLog | where cIP !i$0n (1)', '!in~', 'W3CIISLog | where cIP !in~ (1)'],
    ['W3CIISLog | where $0\n| take 1', 'sPort', 'W3CIISLog | where sPort\n| take 1'],
    ['W3CIISLog\n| $0\n| take 1', 'extend', 'W3CIISLog\n| extend\n| take 1'],
    ['W3CIISLog | project cI$0, sPort', 'cIP', 'W3CIISLog | project cIP, sPort'],
    ['W3CIISLog | summarize count() by c$0', 'cIP', 'W3CIISLog | summarize count() by cIP'],
    ['W3CIISLog | summarize make_s$0', 'make_set', 'W3CIISLog | summarize make_set($0)'],
    ['W3CIISLog | summarize co$0', 'count', 'W3CIISLog | summarize count()'],
    ['W3CIISLog | summarize make_l$0(cIP)', 'make_set', 'W3CIISLog | summarize make_set(cIP)'],
    ['W3CIISLog | where TimeGenerated > ag$0', 'ago', 'W3CIISLog | where TimeGenerated > ago($0)'],
    ['let limits = 3; W3CIISLog | where sPort > l$0', 'limits', 'let limits = 3; W3CIISLog | where sPort > limits'],
    ['let hits = W3CIISLog; h$0', 'hits', 'let hits = W3CIISLog; hits'],
    ['W3CIISLog | join kind=$0 (W3CIISLog) on cIP', 'leftanti', 'W3CIISLog | join kind=leftanti (W3CIISLog) on cIP'],
    ['_Im_Netw$0', '_Im_NetworkSession', '_Im_NetworkSession'],
    ['_Im_NetworkSession($0)', 'starttime', '_Im_NetworkSession(starttime=)'],
    ["datatable(['a b']:string)[] | where a$0", 'a b', "datatable(['a b']:string)[] | where ['a b']"],
    ['_GetW$0', '_GetWatchlist', '_GetWatchlist($0)'],
  ])('%s offers %s', (marked, label, expected) => {
    expect(apply(marked, label)).toBe(expected);
  });

  it.each([
    ['columns after where', 'W3CIISLog | where $0', 'column'],
    ['columns after project', 'W3CIISLog | project $0', 'column'],
    ['columns after by', 'W3CIISLog | summarize count() by $0', 'column'],
    ['tables at the start', '$0', 'table'],
    ['aggregates after summarize', 'W3CIISLog | summarize $0', 'aggregate'],
    ['operators after a pipe', 'W3CIISLog | $0', 'operator'],
  ])('ranks %s first', (_, marked, kind) => {
    expect(
      complete(marked)
        .items.slice(0, 10)
        .map((item) => item.kind),
    ).toEqual(Array.from({ length: 10 }, () => kind));
  });

  it.each([
    ['W3CIISLog | summarize count() by cIP | where $0', 'sPort'],
    ['W3CIISLog | project-away sPort | where $0', 'sPort'],
    ['$0', '.show'],
    ['W3CIISLog | where $0', 'W3CIISLog'],
  ])('%s does not offer %s', (marked, label) => {
    expect(labels(marked)).not.toContain(label);
  });

  it('puts what reaches out of the workspace last', () => {
    const all = labels('$0');
    expect(all.indexOf('cluster')).toBeGreaterThan(all.indexOf('_ASim_WebSession_SquidProxy'));
  });

  it('offers nothing twice', () => {
    for (const marked of ['$0', 'W3CIISLog | where $0', 'W3CIISLog | summarize $0']) {
      const all = labels(marked);
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it.each(['W3CIISLog | where cIP == "a$0"', 'W3CIISLog // $0', 'W3CIISLog | take 1$0 '])('says nothing in %s', (marked) => {
    expect(labels(marked).filter((label) => catalog.tables.has(label))).toEqual([]);
  });

  const item = (marked: string, label: string): KqlCompletion | undefined => complete(marked).items.find((found) => found.label === label);

  it('shows type and description of a column, also behind summarize', () => {
    for (const marked of ['W3CIISLog | where $0', 'W3CIISLog | summarize count() by cIP | where $0']) {
      expect(item(marked, 'cIP')).toMatchObject({ kind: 'column', detail: 'string', documentation: expect.stringContaining('address') });
    }
    expect(item('W3CIISLog | extend Ports = sPort * 2 | where $0', 'Ports')?.detail).toBe('long');
  });

  it('shows signature and description of a function', () => {
    expect(item('print $0', 'strlen')).toMatchObject({
      kind: 'function',
      detail: 'strlen(string)',
      documentation: expect.stringContaining('length'),
    });
  });
});

describe('hover', () => {
  it.each([
    ['W3C$0IISLog', 'W3CIISLog', 'Internet Information Services'],
    ['W3CIISLog | where s$0Port > 1', 'sPort', 'Column of `W3CIISLog`'],
    ['W3CIISLog | where sPort$0 > 1', 'sPort', 'sPort: int'],
    ['W3CIISLog | wh$0ere sPort > 1', 'where', 'Keeps the rows'],
    ['W3CIISLog | project-a$0way sPort', 'project-away', 'All columns but these'],
    ['W3CIISLog | where cIP h$0as "x"', 'has', 'whole term'],
    ['W3CIISLog | where sPort !i$0n (80)', '!in', 'equals none'],
    ['W3CIISLog | extend x = scBytes-csB$0ytes', 'csBytes', 'Bytes'],
    ['print str$0len("a")', 'strlen', 'strlen(string): long'],
    ['_Im_$0Dns | take 1', '_Im_Dns', 'normalised'],
    ['let many = 30; W3CIISLog | where sPort == ma$0ny', 'many', 'many: long = 30'],
    ['let f = (n: int) { n }; print f$0(1)', 'f', 'f(n): int'],
    ['W3CIISLog | summarize Hits = count() by cIP | where Hi$0ts > 1', 'Hits', 'Hits: long'],
  ])('%s', (marked, word, part) => {
    const text = marked.replace('$0', '');
    const hover = at(marked, hoverAt);
    expect(hover && text.slice(hover.span.start, hover.span.end)).toBe(word);
    expect(hover?.markdown).toContain(part);
  });

  it.each(['W3CIISLog | where cIP == "s$0Port"', 'W3CIISLog // s$0Port', 'W3CIISLog  $0  | take 1', '$0'])('is silent on %s', (marked) => {
    expect(at(marked, hoverAt)).toBeUndefined();
  });
});

describe('signature help', () => {
  it.each([
    ['print substring($0)', 'substring(string, start, [length])', 0],
    ['print substring("a", $0)', 'substring(string, start, [length])', 1],
    ['print iff(true, strcat("a", $0', 'strcat(arg, …)', 0],
    ['let f = (a: int, b: string) { a }; print f(1, $0)', 'f(a: int, b: string)', 1],
    ['_GetWatchlist($0)', '_GetWatchlist(watchlistAlias: string, [keys: dynamic])', 0],
  ])('%s', (marked, label, parameter) => {
    const help = at(marked, signatureHelpAt);
    expect(help?.signatures[help.activeSignature]?.label).toBe(label);
    expect(help?.activeParameter).toBe(parameter);
  });

  it.each(['print strlen("a") $0', 'print $0strlen("a")', 'W3CIISLog | take $0'])('is silent on %s', (marked) => {
    expect(at(marked, signatureHelpAt)).toBeUndefined();
  });
});

it('never throws, whatever is typed and wherever the cursor is', () => {
  const text =
    "let a=datatable(x:int,['b c']:string)[1,'\"']; a | join kind=inner (W3CIISLog | where cIP in~ ('x')) on $left.x == $right.sPort | mv-expand t=";
  for (let end = 0; end <= text.length; end += 7) {
    const query = bindQuery(text.slice(0, end), catalog);
    for (const offset of [-1, 0, end - 3, end, end + 9]) {
      completionsAt(query, offset);
      hoverAt(query, offset);
      signatureHelpAt(query, offset);
    }
  }
});

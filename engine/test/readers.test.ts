import type { TableSchema } from '@rulesmith/kql';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { detectFormat, encodeRows, isParquet, LogError, type ReadOptions, readLog, readParquet, stringifyJson } from '../src/index.ts';

const iis: TableSchema = {
  name: 'W3CIISLog',
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'cIP', type: 'string' },
    { name: 'sPort', type: 'int' },
    { name: 'scStatus', type: 'string' },
    { name: 'TimeTaken', type: 'long' },
    { name: 'csUserAgent', type: 'string' },
    { name: 'Type', type: 'string' },
  ],
};

/** Columns and rows of a log as text, then what was skipped. */
function show(text: string | Uint8Array, path: string, options: ReadOptions = {}): string {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const log = readLog({ path, bytes }, options);
  const header = log.table.schema.map((column) => `${column.name}:${column.type}`).join(', ');
  const rows = encodeRows(log.table, 0, log.rows).map((row) => row.map(stringifyJson).join(' | '));
  const skipped = log.skipped.map(({ line, reason }) => `line ${line}: ${reason}`);
  const misfits = log.misfits.map(({ column, type, count }) => `${count} in ${column} are no ${type}`);
  return [header, ...rows, ...skipped, ...misfits, ...log.unknownColumns.map((name) => `unknown ${name}`)].join('\n');
}

const lines = (...items: string[]): string => items.join('\n');

describe('W3C logs', () => {
  it('reads fields into the columns of W3CIISLog, a dash in a text column as it is and in a number as null', () => {
    const log = lines(
      '#Software: IIS',
      '#Fields: date time c-ip s-port sc-status time-taken cs(User-Agent)',
      '2026-03-02 00:00:01 10.0.0.1 443 401 - Mozilla/5.0+(X11)',
    );
    expect(show(log, 'u_ex.log', { schema: iis })).toBe(
      lines(
        'TimeGenerated:datetime, Type:string, cIP:string, sPort:int, scStatus:string, TimeTaken:long, csUserAgent:string',
        '"2026-03-02T00:00:01Z" | "W3CIISLog" | "10.0.0.1" | 443 | "401" | null | "Mozilla/5.0+(X11)"',
      ),
    );
  });

  it('follows a second #Fields line with other fields in another order', () => {
    const log = lines(
      '#Fields: date time c-ip',
      '2026-03-02 00:00:01 10.0.0.1',
      '#Fields: c-ip date time s-port',
      '10.0.0.2 2026-03-02 00:00:02 80',
    );
    expect(show(log, 'u_ex.log', { schema: iis })).toContain(
      lines('"2026-03-02T00:00:01Z" | "W3CIISLog" | "10.0.0.1" | null', '"2026-03-02T00:00:02Z" | "W3CIISLog" | "10.0.0.2" | 80'),
    );
  });

  it('takes the date from the #Date line where the log has only times', () => {
    const log = lines('#Date: 2026-03-02 23:00:00', '#Fields: time c-ip', '23:10:00 10.0.0.1');
    expect(show(log, 'u_ex.log', { schema: iis })).toContain('"2026-03-02T23:10:00Z"');
  });

  it('counts the lines that it cannot read, with the reason', () => {
    const log = lines(
      '#Fields: date time c-ip',
      '2026-03-02 00:00:01',
      '2026-13-02 00:00:01 10.0.0.1',
      '2026-03-02 25:00:01 10.0.0.1',
      '2026-03-02 00:00:01 10.0.0.9',
    );
    expect(show(log, 'u_ex.log', { schema: iis })).toBe(
      lines(
        'TimeGenerated:datetime, Type:string, cIP:string',
        '"2026-03-02T00:00:01Z" | "W3CIISLog" | "10.0.0.9"',
        'line 2: 2 fields where the #Fields line names 3',
        'line 3: its date and time cannot be read',
        'line 4: its date and time cannot be read',
      ),
    );
  });

  it('says which fields have no column', () => {
    expect(show(lines('#Fields: date time X-Forwarded-For', '2026-03-02 00:00:01 1.2.3.4'), 'u.log', { schema: iis })).toContain(
      'unknown X-Forwarded-For',
    );
  });

  it('reads CRLF and a last line without an end', () => {
    expect(
      show('#Fields: date time c-ip\r\n2026-03-02 00:00:01 10.0.0.1\r\n2026-03-02 00:00:02 10.0.0.2', 'u.log', { schema: iis }),
    ).toContain('"10.0.0.2"');
  });
});

describe('JSON logs', () => {
  it('infers types over all rows', () => {
    const log = lines(
      '{"n": 1, "r": 1, "t": "2026-03-02T00:00:00Z", "b": true, "d": {"a": [1]}, "s": "x"}',
      '{"n": 2, "r": 1.5, "t": "2026-03-02T00:00:01.5Z", "b": false, "d": null, "s": 5}',
    );
    expect(show(log, 'x.ndjson')).toBe(
      lines(
        'n:long, r:real, t:datetime, b:bool, d:dynamic, s:string',
        '1 | 1 | "2026-03-02T00:00:00Z" | true | {"a":[1]} | "x"',
        '2 | 1.5 | "2026-03-02T00:00:01.5000000Z" | false | null | "5"',
      ),
    );
  });

  it('keeps integers beyond 2^53 and escapes', () => {
    expect(show('{"n": 9223372036854775807, "s": "a\\n\\u00e9\\"", "__proto__": "x"}', 'x.json')).toBe(
      lines('n:long, s:string, __proto__:string', '9223372036854775807 | "a\\né\\"" | "x"'),
    );
  });

  it('skips what is no object, with its line, and goes on', () => {
    const log = lines('{"a": 1}', '{"a": 2', 'null', '', '{"a" 3}', '{"a": 4}');
    expect(show(log, 'x.ndjson')).toBe(
      lines(
        'a:long',
        '1',
        '4',
        'line 2: not valid JSON: the object does not close',
        'line 3: not a JSON object',
        'line 5: not valid JSON: no colon behind the key a',
      ),
    );
  });

  it('reads an array of objects over several lines', () => {
    expect(show(lines('[', '  {"a": 1, "b": [1, {"c": "]"}]},', '  7,', '  {"a": 2}', ']'), 'x.json')).toBe(
      lines('a:long, b:dynamic', '1 | [1,{"c":"]"}]', '2 | null', 'line 3: not a JSON object'),
    );
  });

  it('counts cells that a declared type cannot hold', () => {
    expect(show('{"sPort": "https", "cIP": 5}', 'W3CIISLog.ndjson', { schema: iis })).toBe(
      lines('sPort:int, cIP:string', 'null | "5"', '1 in sPort are no int'),
    );
  });

  it('leaves out columns that nobody wants', () => {
    expect(show('{"cIP": "1.1.1.1", "sPort": 80}', 'W3CIISLog.ndjson', { schema: iis, columns: new Set(['sPort']) })).toBe(
      lines('sPort:int', '80'),
    );
  });
});

describe('CSV as the portal exports it', () => {
  it('reads a byte order mark, a time zone in the header, its dates, quotes and line ends in fields', () => {
    const log = '\ufeff"TimeGenerated [UTC]",cIP,sPort,csUserAgent\r\n"3/2/2026, 1:05:06.123 PM",10.0.0.1,443,"a ""b"", c\nd"\r\n';
    expect(show(log, 'W3CIISLog.csv', { schema: iis })).toBe(
      lines(
        'TimeGenerated:datetime, cIP:string, sPort:int, csUserAgent:string',
        '"2026-03-02T13:05:06.1230000Z" | "10.0.0.1" | 443 | "a \\"b\\", c\\nd"',
      ),
    );
  });

  it('skips records of another length, with the line they begin at', () => {
    expect(show(lines('cIP,csUserAgent', '1.1.1.1,"x', 'y"', '2.2.2.2', '3.3.3.3,z'), 'W3CIISLog.csv', { schema: iis })).toBe(
      lines('cIP:string, csUserAgent:string', '"1.1.1.1" | "x\\ny"', '"3.3.3.3" | "z"', 'line 4: 1 fields where the header has 2'),
    );
  });

  it('reads tabs', () => {
    expect(show(lines('cIP\tsPort', '1.1.1.1\t80'), 'W3CIISLog.tsv', { schema: iis })).toBe(
      lines('cIP:string, sPort:int', '"1.1.1.1" | 80'),
    );
  });
});

describe('results of queries', () => {
  const analytics = {
    tables: [
      {
        name: 'PrimaryResult',
        columns: [
          { name: 'TimeGenerated', type: 'datetime' },
          { name: 'User', type: 'string' },
          { name: 'Bytes', type: 'long' },
          { name: 'Details', type: 'dynamic' },
        ],
        rows: [
          ['2024-05-01T10:00:00.1234567Z', 'alice', 5, '{"a":1}'],
          [null, '', null, null],
        ],
      },
    ],
  };
  const cluster = {
    Tables: [{ TableName: 'Table_0', Columns: [{ ColumnName: 'n', DataType: 'Int64', ColumnType: 'long' }], Rows: [[1], [2]] }],
  };
  const frames = [
    { FrameType: 'DataSetHeader', IsProgressive: false, Version: 'v2.0' },
    { FrameType: 'DataTable', TableKind: 'QueryProperties', Columns: [], Rows: [] },
    {
      FrameType: 'DataTable',
      TableKind: 'PrimaryResult',
      Columns: [
        { ColumnName: 'r', ColumnType: 'real' },
        { ColumnName: 'd', ColumnType: 'dynamic' },
      ],
      Rows: [
        [1, { k: [1, 'x'] }],
        ['NaN', null],
      ],
    },
    { FrameType: 'DataSetCompletion' },
  ];

  it('reads those of Log Analytics with their types', () =>
    expect(show(JSON.stringify(analytics), 'export.json')).toBe(
      lines(
        'TimeGenerated:datetime, User:string, Bytes:long, Details:dynamic',
        '"2024-05-01T10:00:00.1234567Z" | "alice" | 5 | {"a":1}',
        'null | "" | null | null',
      ),
    ));

  it('reads those of a cluster, in both versions of its API', () => {
    expect(show(JSON.stringify(cluster), 'x.json')).toBe(lines('n:long', '1', '2'));
    expect(show(JSON.stringify(frames), 'x.json')).toBe(lines('r:real, d:dynamic', '1 | {"k":[1,"x"]}', '"NaN" | null'));
  });

  it('keeps integers beyond those of JavaScript', () => {
    const text = JSON.stringify(cluster).replace('[1]', '[9007199254740993]');
    expect(show(text, 'x.json')).toBe(lines('n:long', '9007199254740993', '2'));
  });

  it('takes the declared types, and names columns that the table does not have', () =>
    expect(show(JSON.stringify(analytics), 'x.json', { schema: { name: 'T', columns: [{ name: 'Bytes', type: 'string' }] } })).toBe(
      lines('Bytes:string', '"5"', '""', 'unknown TimeGenerated', 'unknown User', 'unknown Details'),
    ));

  it('counts rows with too few values', () => {
    const text = JSON.stringify(cluster).replace('[2]', '[]');
    expect(show(text, 'x.json')).toContain('row 2 of the result has not as many values');
  });

  it('refuses what only begins as a result', () => expect(() => show('{"tables": 5}', 'x.json')).toThrow(LogError));
});

describe('Parquet', () => {
  const file = (): Uint8Array =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'TimeGenerated', data: [new Date(1_714_557_600_123), null, new Date(0)], type: 'TIMESTAMP', nullable: true },
          { name: 'User', data: ['alice', null, 'böb'], type: 'STRING' },
          { name: 'Bytes', data: [5n, 9_007_199_254_740_993n, -1n], type: 'INT64' },
          { name: 'Ratio', data: [1, 0.5, null], type: 'DOUBLE' },
          { name: 'Ok', data: [true, false, null], type: 'BOOLEAN' },
          { name: 'Details', data: [{ k: [1] }, null, 'x'], type: 'JSON' },
        ],
      }),
    );
  const read = async (options: ReadOptions = {}): Promise<string[]> => {
    const log = await readParquet({ path: 'x.parquet', bytes: file() }, options);
    const header = log.table.schema.map((column) => `${column.name}:${column.type}`).join(', ');
    return [header, ...encodeRows(log.table, 0, log.rows).map((row) => row.map(stringifyJson).join(' | '))];
  };

  it('is told by its first bytes', () => {
    expect(isParquet(file())).toBe(true);
    expect(isParquet(new TextEncoder().encode('a,b'))).toBe(false);
  });

  it('brings its types, and values are exact', async () =>
    expect(await read()).toEqual([
      'TimeGenerated:datetime, User:string, Bytes:long, Ratio:real, Ok:bool, Details:dynamic',
      '"2024-05-01T10:00:00.1230000Z" | "alice" | 5 | 1 | true | {"k":[1]}',
      'null | "" | 9007199254740993 | 0.5 | false | null',
      '"1970-01-01T00:00:00Z" | "böb" | -1 | null | null | "x"',
    ]));

  it('reads only the columns that are asked for', async () =>
    expect(await read({ columns: new Set(['User']) })).toEqual(['User:string', '"alice"', '""', '"böb"']));

  it('refuses what is cut off', async () => {
    await expect(readParquet({ path: 'x.parquet', bytes: file().subarray(0, 40) })).rejects.toThrow(LogError);
  });
});

describe('logs that cannot be read', () => {
  const failure = (bytes: Uint8Array, path: string): string => {
    try {
      readLog({ path, bytes });
    } catch (error) {
      if (error instanceof LogError) return error.message;
      throw error;
    }
    return 'it was read';
  };

  it('are named with what is wrong', () => {
    expect(failure(new Uint8Array(0), 'a.log')).toBe('a.log is empty');
    expect(failure(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 0), 'a.exe')).toContain('is neither text nor Parquet');
    expect(failure(Uint8Array.of(0x1f, 0x8b, 8), 'a.gz')).toContain('gzipped');
  });

  it('are told by their content before their ending', () => {
    const format = (text: string, path: string): string => detectFormat(new TextEncoder().encode(text), path);
    expect(format('#Fields: date time', 'x.csv')).toBe('w3c');
    expect(format('  [\n{}', 'x.txt')).toBe('json');
    expect(format('{"a":1}\n{"a":2}', 'x.json')).toBe('ndjson');
    expect(format('a,b\n1,2', 'x')).toBe('csv');
    expect(format('a\tb\n1\t2', 'x')).toBe('tsv');
  });
});

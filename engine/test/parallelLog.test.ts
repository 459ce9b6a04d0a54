/** A log read in parts is the log read in one go, wherever the parts begin. */
import { standardCatalog } from '@rulesmith/kql';
import { describe, expect, test } from 'vitest';
import { encodeRows, type LoadedLog, type LogThreads, type ReadOptions, readLog, readLogInThreads, readLogPart } from '../src/index.ts';

/** As threads elsewhere: what goes over is copied as it is between threads. */
function threadsOf(parts: number): LogThreads {
  return {
    parts,
    share: (bytes) => bytes,
    read: async (request) => structuredClone(readLogPart(structuredClone(request))),
  };
}

const schema = standardCatalog().tables.get('W3CIISLog');

const rows = Array.from({ length: 40 }, (_, row) => row);

const logs: Readonly<Record<string, { readonly path: string; readonly text: string; readonly options?: ReadOptions }>> = {
  'JSON lines, columns inferred': {
    path: 'a.ndjson',
    text: rows
      .map((row) =>
        row === 17
          ? 'not JSON'
          : JSON.stringify({
              a: row % 3,
              ...(row > 20 && { late: `é"${row % 4}\n` }),
              ...(row % 5 === 0 && { wide: 2 ** 40 * row }),
              b: row % 7 === 0 ? null : `t${row % 6}`,
              '': '',
            }),
      )
      .join('\n'),
  },
  'JSON lines of a declared table': {
    path: 'a.ndjson',
    text: rows
      .map(
        (row) =>
          `{"TimeGenerated":"2026-03-02T00:00:${row + 10}.5Z","sPort":${row === 31 ? '"x"' : row},"scBytes":9223372036854775${row},"cIP":"10.0.0.${row % 4}","odd":1}\r`,
      )
      .join('\n'),
    options: { ...(schema && { schema }) },
  },
  'CSV with line breaks in its cells': {
    path: 'a.csv',
    text: `\uFEFFTimeGenerated [UTC],n,text\r\n${rows.map((row) => `2026-03-02T00:00:${row + 10}Z,${row},"one ""${row % 3}""\ntwo,\n\nthree"`).join('\r\n')}`,
  },
  'CSV with records that do not fit': {
    path: 'a.csv',
    text: `n,text\n${rows.map((row) => (row % 9 === 4 ? `${row}` : `${row},${row % 2 ? '' : 'even'}`)).join('\n')}\n\n`,
  },
  'a W3C log whose fields change': {
    path: 'a.log',
    text: rows
      .map((row) =>
        row % 13 === 0
          ? `#Software: IIS\n#Date: 2026-03-0${1 + row / 13} 00:00:00\n#Fields: ${row === 26 ? 'time c-ip s-port' : 'time s-port c-ip odd'}`
          : `00:00:${row + 10} ${row} 10.0.0.${row}${row > 26 ? '' : ' -'}`,
      )
      .join('\n'),
    options: { ...(schema && { schema }) },
  },
  'a W3C log without times': {
    path: 'a.log',
    text: `#Date: 2026-03-01 00:00:00\n#Fields: date c-ip\n${rows.map((row) => `2026-03-01 10.0.0.${row}`).join('\n')}\n`,
    options: { ...(schema && { schema }) },
  },
  'a W3C log without dates': {
    path: 'a.log',
    text: `#Date: 2026-03-01 00:00:00\n#Fields: time c-ip\n${rows.map((row) => (row === 20 ? '#Date: 2026-03-02 00:00:00' : `00:00:${row + 10} 10.0.0.1`)).join('\n')}\n`,
    options: { ...(schema && { schema }) },
  },
};

function seen(loaded: LoadedLog) {
  return { ...loaded, table: { schema: loaded.table.schema, rows: encodeRows(loaded.table, 0, loaded.table.rowCount) } };
}

describe.each(Object.entries(logs))('%s', (_, { path, text, options = {} }) => {
  const input = { path, bytes: new TextEncoder().encode(text) };
  const whole = seen(readLog(input, options));

  test.each([2, 3, 4, 5, 7, 11])('in %i parts', async (parts) => {
    expect(whole.rows).toBeGreaterThan(5);
    expect(seen(await readLogInThreads(input, options, threadsOf(parts), 0))).toEqual(whole);
  });
});

test('a failure of another thread is a failure of the reading', async () => {
  const broken: LogThreads = { parts: 2, share: (bytes) => bytes, read: () => Promise.reject(new Error('the thread ended')) };
  const input = { path: 'a.ndjson', bytes: new TextEncoder().encode('{"a":1}\n'.repeat(9)) };
  await expect(readLogInThreads(input, {}, broken, 0)).rejects.toThrow('the thread ended');
});

import { bindQuery, type ColumnSchema, createCatalog } from '@rulesmith/kql';
import { expect, test } from 'vitest';
import { encodeRows, QueryError, readLog, runQuery, type Table } from '../src/index.ts';
import { contextOf } from './runKql.ts';

const columns: ColumnSchema[] = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'SrcIpAddr', type: 'string' },
  { name: 'DstIpAddr', type: 'string' },
  { name: 'DstPortNumber', type: 'int' },
  { name: 'EventResult', type: 'string' },
  { name: 'SrcHostname', type: 'string' },
  { name: 'DstHostname', type: 'string' },
];

const parameters = [
  { name: 'starttime', type: 'datetime', defaultText: 'datetime(null)' },
  { name: 'ipaddr_has_any_prefix', type: 'dynamic', defaultText: 'dynamic([])' },
  { name: 'dstportnumber', type: 'int', defaultText: 'int(null)' },
  { name: 'hostname_has_any', type: 'dynamic', defaultText: 'dynamic([])' },
  { name: 'eventresult', type: 'string', defaultText: "'*'" },
  { name: 'username_has_any', type: 'dynamic', defaultText: 'dynamic([])' },
  { name: 'url_has_any', type: 'dynamic', defaultText: 'dynamic([])' },
  { name: 'pack', type: 'bool', defaultText: 'false' },
] as const;

const catalog = createCatalog([], [{ name: 'Sessions', parameters, result: columns }]);

const rows: Table = readLog(
  {
    path: 'Sessions.csv',
    bytes: new TextEncoder().encode(
      [
        columns.map(({ name }) => name).join(),
        '2024-05-01T10:00:00Z,10.0.0.1,172.16.0.1,22,Failure,desk-1,',
        '2024-05-01T11:00:00Z,192.0.2.9,10.0.0.1,443,Success,,srv-web.example',
        '2024-05-01T12:00:00Z,192.0.2.10,100.0.0.1,,,Web,db',
      ].join('\n'),
    ),
  },
  { schema: { name: 'Sessions', columns } },
).table;

function sources(call: string): unknown[] {
  const query = bindQuery(`${call} | project SrcIpAddr`, catalog);
  const { table } = runQuery(query, contextOf({ tables: { table: () => rows } }));
  return encodeRows(table, 0, table.rowCount).map(([address]) => address);
}

test.each([
  ['Sessions', ['10.0.0.1', '192.0.2.9', '192.0.2.10']],
  ["Sessions(eventresult='*', pack=true)", ['10.0.0.1', '192.0.2.9', '192.0.2.10']],
  ["Sessions(eventresult='failure')", ['10.0.0.1']],
  ['Sessions(datetime(2024-05-01 11:00))', ['192.0.2.9', '192.0.2.10']],
  ['Sessions(starttime=datetime(null), dstportnumber=int(null))', ['10.0.0.1', '192.0.2.9', '192.0.2.10']],
  ['Sessions(dstportnumber=443)', ['192.0.2.9']],
  ["Sessions(ipaddr_has_any_prefix=dynamic(['10.0.']))", ['10.0.0.1', '192.0.2.9']],
  ["Sessions(ipaddr_has_any_prefix=dynamic(['10.0.', '100.']))", ['10.0.0.1', '192.0.2.9', '192.0.2.10']],
  ["Sessions(hostname_has_any=dynamic(['web']))", ['192.0.2.9', '192.0.2.10']],
  ['Sessions(hostname_has_any=dynamic([]))', ['10.0.0.1', '192.0.2.9', '192.0.2.10']],
])('%s', (call, expected) => {
  expect(sources(call)).toEqual(expected);
});

test.each([
  ["Sessions(username_has_any=dynamic(['x']))", 'username_has_any'],
  ["Sessions(url_has_any=dynamic(['x']))", 'url_has_any'],
])('%s is refused, since it is not known which field it filters', (call, parameter) => {
  expect(() => sources(call)).toThrow(QueryError);
  expect(() => sources(call)).toThrow(`\`${parameter}\` of \`Sessions\``);
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: tab stops of snippets are written like that.
/** Snippets of KQL: operators with their parts, and calls with their parameters. */
import type { KqlCompletion } from '@rulesmith/kql';

export interface Shape {
  readonly label: string;
  readonly snippet: string;
}

/** Operators with their parts, by the word that begins them. */
const shapes: Readonly<Record<string, Shape>> = {
  where: { label: 'where … == …', snippet: 'where ${1:Column} == ${0:"value"}' },
  extend: { label: 'extend … = …', snippet: 'extend ${1:Name} = ${0:expression}' },
  summarize: { label: 'summarize … by …', snippet: 'summarize ${1:count()} by ${0:Column}' },
  join: {
    label: 'join kind=… (…) on …',
    snippet: 'join kind=${1|inner,leftouter,leftanti,leftsemi,innerunique|} (${2:Table}) on ${0:Key}',
  },
  lookup: { label: 'lookup kind=… (…) on …', snippet: 'lookup kind=${1|leftouter,inner|} (${2:Table}) on ${0:Key}' },
  union: { label: 'union isfuzzy=… …', snippet: 'union isfuzzy=true ${1:Table}, ${0:Table}' },
  parse: { label: 'parse … with …', snippet: 'parse ${1:Column} with * "${2:before}" ${3:Name}:string "${4:behind}" *$0' },
  'parse-kv': {
    label: 'parse-kv … as (…)',
    snippet: 'parse-kv ${1:Column} as (${2:Key}:string) with (pair_delimiter="${3:,}", kv_delimiter="${0:=}")',
  },
  'mv-expand': { label: 'mv-expand … to typeof(…)', snippet: 'mv-expand ${1:Column} to typeof(${0:string})' },
  'mv-apply': { label: 'mv-apply … on (…)', snippet: 'mv-apply ${1:Item} = ${2:Column} on (${0:where })' },
  'make-series': {
    label: 'make-series … on … step …',
    snippet: 'make-series ${1:count()} default=0 on TimeGenerated from ${2:ago(14d)} to ${3:now()} step ${4:1d} by ${0:Column}',
  },
  sort: { label: 'sort by … desc', snippet: 'sort by ${1:TimeGenerated} ${0|desc,asc|}' },
  top: { label: 'top … by … desc', snippet: 'top ${1:10} by ${2:Column} ${0|desc,asc|}' },
  'project-rename': { label: 'project-rename … = …', snippet: 'project-rename ${1:NewName} = ${0:OldName}' },
  let: { label: 'let … = …;', snippet: 'let ${1:name} = ${0:value};' },
  datatable: { label: 'datatable(…) […]', snippet: 'datatable(${1:Name}:string) ["${0:value}"]' },
};

/** The operator with its parts; undefined where it has none to fill in. */
export function shapeOf({ kind, label }: KqlCompletion): Shape | undefined {
  return (kind === 'operator' || kind === 'keyword') && Object.hasOwn(shapes, label) ? shapes[label] : undefined;
}

/** A call with its required parameters to fill in, where it has several; undefined for others. `item.detail` is the call as it is shown. */
export function callSnippet({ kind, label, detail, insertText, snippet }: KqlCompletion): string | undefined {
  const isCall = (kind === 'function' || kind === 'aggregate') && snippet === true && insertText === `${label}($0)`;
  const list = isCall && detail?.startsWith(`${label}(`) ? /\(([^()]*)\)/.exec(detail)?.[1] : undefined;
  const required =
    list
      ?.split(',')
      .map((each) => each.trim())
      .filter((each) => /^\w+$/.test(each)) ?? [];
  if (required.length < 2) return undefined;
  const isLast = (index: number) => index === required.length - 1;
  const stops = required.map((name, index) => `\${${isLast(index) ? 0 : index + 1}:${name}}`);
  return `${label}(${stops.join(', ')})`;
}

/** Where Microsoft documents the parts of KQL, and the tables of Azure Monitor. */
import { supportedNames } from '@rulesmith/engine';

const base = 'https://learn.microsoft.com/kusto/query';

/** Pages whose address does not follow from the name. */
const pages: Readonly<Record<string, string>> = {
  and: 'logical-operators',
  or: 'logical-operators',
  '==': 'equals-cs-operator',
  '!=': 'not-equals-cs-operator',
  '=~': 'equals-operator',
  '!~': 'not-equals-operator',
  '<': 'numerical-operators',
  '<=': 'numerical-operators',
  '>': 'numerical-operators',
  '>=': 'numerical-operators',
  in: 'in-cs-operator',
  'in~': 'in-operator',
  '!in': 'not-in-cs-operator',
  '!in~': 'not-in-operator',
  'matches regex': 'matches-regex-operator',
  filter: 'where-operator',
  limit: 'take-operator',
  order: 'sort-operator',
  let: 'let-statement',
  set: 'set-statement',
  iif: 'iff-function',
  todynamic: 'parse-json-function',
  parsejson: 'parse-json-function',
  toreal: 'todouble-function',
  bag_pack: 'pack-function',
  percentile: 'percentiles-aggregation-function',
  make_bag_if: 'make-bag-if-aggregation-function',
};

/** The page of an operator, with or without `!` in front of it. */
export function operatorPage(name: string): string {
  const slug = pages[name] ?? `${name.replace(/^!/, 'not-').replaceAll('_', '-')}-operator`;
  return pageAt(slug);
}

/** The page of a function of the language; undefined for what the engine does not know either. */
export function functionPage(name: string): string | undefined {
  const { aggregates, functions, plugins } = supportedNames();
  const dashed = name.replaceAll('_', '-');
  if (Object.hasOwn(pages, name)) return pageAt(pages[name] as string);
  if (plugins.has(name)) return pageAt(`${dashed}-plugin`);
  if (aggregates.has(name)) return pageAt(`${dashed}-aggregation-function`);
  return functions.has(name) ? pageAt(`${dashed}-function`) : undefined;
}

/** The page of a table that Azure Monitor has. */
export function tablePage(name: string): string {
  return `https://learn.microsoft.com/azure/azure-monitor/reference/tables/${name.toLowerCase()}`;
}

function pageAt(slug: string): string {
  return `${base}/${slug}?view=microsoft-sentinel`;
}

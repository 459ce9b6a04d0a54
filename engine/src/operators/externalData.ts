/** `externaldata`: the rows of a file at a URL, of which the host has a local copy. */
import type { Expression } from '@rulesmith/kql';
import type { PlanNode } from '../plan/plan.ts';
import { planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, QueryError } from '../queryError.ts';
import type { ExternalFile } from '../readers/externalFile.ts';
import { unionNode } from './union.ts';
import { valuesNode } from './values.ts';

type ExternalData = Extract<Expression, { kind: 'externaldata' }>;

/** Properties that say how the service gets at the file, which a local copy does not need. */
const irrelevant: ReadonlySet<string> = new Set(['recreate_schema', 'validationpolicy', 'zippattern', 'fileextension', 'nameprefix']);

export function planExternalData(node: ExternalData, scope: Scope): PlanNode {
  const constants = scope.withRow(undefined);
  const constantOf = (argument: Expression): unknown =>
    scope.planTime.constant(planExpression(argument, constants), '`externaldata`', argument.span);
  const file = readProperties(node, constantOf);
  const parts = node.uris.map((argument): PlanNode => {
    const url = constantOf(argument);
    if (typeof url !== 'string' || url === '') throw invalid('`externaldata` needs a URL', argument.span);
    const table = scope.planTime.sources.external?.(withoutSecret(url), file);
    if (table === undefined) throw new QueryError('no-table', missingCopy(withoutSecret(url)), argument.span);
    return valuesNode(table, node.span);
  });
  return unionNode(
    parts.map((plan) => ({ name: '', plan })),
    { kind: 'outer', withSource: undefined, span: node.span },
  );
}

function readProperties({ columns, properties }: ExternalData, constantOf: (argument: Expression) => unknown): ExternalFile {
  let format: string | undefined;
  let ignoreFirstRecord = false;
  for (const { name, value, span } of properties) {
    const key = name.toLowerCase();
    if (key === 'format') format = value.kind === 'name' ? value.name : String(constantOf(value));
    else if (key === 'ignorefirstrecord') ignoreFirstRecord = String(constantOf(value)).toLowerCase() === 'true';
    else if (!irrelevant.has(key)) throw new QueryError('unsupported', `\`externaldata\` with \`${name}\` is not supported yet`, span);
  }
  return { columns, format, ignoreFirstRecord };
}

/** A storage connection string may carry a key behind the address: `https://…;key`, `https://…?sv=…&sig=…` is kept as part of the address. */
function withoutSecret(url: string): string {
  return url.split(';')[0];
}

function missingCopy(url: string): string {
  return `There is no local copy of ${url}, which \`externaldata\` reads, and the network is not asked`;
}

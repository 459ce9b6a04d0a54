import { type Check, rulesOnly } from './check.ts';
import { callsIn } from './syntaxNodes.ts';

const most = 20;

export const manyWorkspaces: Check = {
  code: 'KQL009',
  name: 'many-workspaces',
  severity: 'warning',
  appliesTo: rulesOnly,
  *check({ query }) {
    if (query === undefined) return;
    const calls = callsIn(query.bound.syntax).filter(({ name }) => name === 'workspace');
    const names = new Set(calls.map(({ span }) => query.bound.text.slice(span.start, span.end)));
    const last = calls.at(-1);
    if (names.size <= most || last === undefined) return;
    yield { span: query.embedded.toSource(last.nameSpan), message: `The rule reads ${names.size} other workspaces; ${most} are allowed` };
  },
};

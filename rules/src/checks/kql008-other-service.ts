import { type Check, rulesOnly } from './check.ts';
import { callsIn } from './syntaxNodes.ts';

const functions: Readonly<Record<string, string>> = {
  adx: 'Azure Data Explorer',
  cluster: 'Azure Data Explorer',
  arg: 'Azure Resource Graph',
};

/** Queries by hand reach other services, rules do not. */
export const otherService: Check = {
  code: 'KQL008',
  name: 'other-service',
  severity: 'error',
  appliesTo: rulesOnly,
  *check({ query }) {
    if (query === undefined) return;
    for (const { name, nameSpan } of callsIn(query.bound.syntax)) {
      const service = functions[name];
      if (service !== undefined)
        yield { span: query.embedded.toSource(nameSpan), message: `A rule cannot read from ${service}: \`${name}()\` is not supported` };
    }
  },
};

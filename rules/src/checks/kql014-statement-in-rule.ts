import { type Check, rulesAndHunts } from './check.ts';

/** A rule is one query: no commands, no options, no parameters. */
export const statementInRule: Check = {
  code: 'KQL014',
  name: 'statement-in-rule',
  severity: 'warning',
  appliesTo: rulesAndHunts,
  *check({ query }) {
    if (query === undefined) return;
    const { embedded, bound } = query;
    const command = /^\s*(\.[a-z]+)/.exec(embedded.text);
    if (command !== null) {
      const end = command[0].length;
      const span = embedded.map.toSource({ start: end - (command[1]?.length ?? 0), end });
      yield { span, message: `\`${command[1]}\` is a management command; a rule can only query` };
    }
    for (const { kind, span } of bound.syntax.statements) {
      if (kind === 'set-option')
        yield { span: embedded.toSource(span), message: 'The service sets the options of the query; `set` has no place in a rule' };
      if (kind === 'query-parameters')
        yield { span: embedded.toSource(span), message: 'Nobody passes parameters to the query of a rule; write `let`' };
    }
  },
};

import { type Check, parsersOnly } from './check.ts';

/** A function whose last statement is a declaration gives nothing to whoever calls it. */
export const parserWithoutResult: Check = {
  code: 'PARS007',
  name: 'parser-without-result',
  severity: 'error',
  appliesTo: parsersOnly,
  *check({ query }) {
    if (query === undefined || query.bound.diagnostics.some(({ severity }) => severity === 'error')) return;
    if (query.embedded.text.trim() !== '' && query.bound.syntax.statements.some(({ kind }) => kind === 'expression-statement')) return;
    yield { span: query.embedded.keySpan, message: 'The function returns nothing: end it with a tabular expression' };
  },
};

import { type Check, rulesAndHunts } from './check.ts';

const longest = 10_000;

export const longQuery: Check = {
  code: 'KQL002',
  name: 'long-query',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check({ query }) {
    if (query === undefined || query.embedded.text.length <= longest) return;
    const message = `The query has ${query.embedded.text.length} characters; ${longest} are allowed. Move lists to a watchlist or parts to a function`;
    yield { span: query.embedded.keySpan, message };
  },
};

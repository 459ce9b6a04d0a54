import { type Check, rulesAndHunts } from './check.ts';

export const timeColumnNames: Check = {
  code: 'KQL019',
  name: 'time-column-names',
  severity: 'info',
  repositoryOnly: true,
  appliesTo: rulesAndHunts,
  *check({ query, columns }) {
    if (query === undefined || columns === undefined) return;
    for (const [name, wanted] of [
      ['StartTimeUtc', 'StartTime'],
      ['EndTimeUtc', 'EndTime'],
    ] as const) {
      const start = columns.has(name) ? query.embedded.text.search(new RegExp(`\\b${name}\\b`)) : -1;
      if (start < 0) continue;
      const span = query.embedded.map.toSource({ start, end: start + name.length });
      yield { span, message: `The repository calls the column \`${wanted}\`, not \`${name}\`` };
    }
  },
};

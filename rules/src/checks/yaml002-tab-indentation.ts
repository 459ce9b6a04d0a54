import { type Check, everyKind } from './check.ts';

/** YAML does not allow tabs as indentation. */
export const tabIndentation: Check = {
  code: 'YAML002',
  name: 'tab-indentation',
  severity: 'error',
  fixesKeepMeaning: true,
  appliesTo: everyKind,
  *check({ document }) {
    for (const problem of document.problems) {
      if (problem.code !== 'TAB_AS_INDENT') continue;
      const tabs = /^[ \t]*/.exec(document.text.slice(problem.span.start))?.[0] ?? '';
      const span = {
        start: problem.span.start,
        end: problem.span.start + Math.max(1, tabs.length),
      };
      const newText = tabs.replaceAll('\t', '  ');
      const fixes = tabs.includes('\t') ? [{ title: 'Change the tabs to blanks', edits: [{ span, newText }] }] : [];
      yield {
        span,
        message: 'YAML must be indented with blanks, not with tabs',
        fixes,
      };
    }
  },
};

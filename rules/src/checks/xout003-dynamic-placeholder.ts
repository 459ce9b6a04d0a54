import { alertFormats, placeholdersOf } from './alertFormats.ts';
import { type Check, rulesOnly } from './check.ts';

/** An array or bag in a sentence is shown as JSON. */
export const dynamicPlaceholder: Check = {
  code: 'XOUT003',
  name: 'dynamic-placeholder',
  severity: 'warning',
  appliesTo: rulesOnly,
  *check(context) {
    for (const { content } of alertFormats(context)) {
      for (const { name, span } of placeholdersOf(content)) {
        if (context.columns?.get(name)?.type !== 'dynamic') continue;
        yield {
          span,
          message: `\`${name}\` may hold an array or bag, which the alert shows as JSON; use \`tostring()\` or \`strcat_array()\``,
        };
      }
    }
  },
};

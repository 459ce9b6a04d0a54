import { entryOf, isBlank, textOf } from '../yaml/yamlTree.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { columnName } from './columnName.ts';
import { fieldItems, mappingItems } from './entityItems.ts';
import { headSpan } from './fields.ts';

const longest = 500;

export const malformedColumnName: Check = {
  code: 'ENT009',
  name: 'malformed-column-name',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check(context) {
    for (const field of mappingItems(context).flatMap(fieldItems)) {
      const entry = entryOf(field, 'columnName');
      if (entry === undefined) {
        yield {
          span: headSpan(context, field),
          message: 'A field mapping needs a `columnName`: the column of the query',
        };
        continue;
      }
      const text = textOf(entry.value);
      if (text === undefined || isBlank(entry.value)) yield { span: entry.keySpan, message: '`columnName` has no value' };
      else if (!columnName.test(text))
        yield {
          span: entry.value.span,
          message: `\`${text}\` is no column name: letters, digits and \`_\``,
        };
      else if (text.length > longest)
        yield {
          span: entry.value.span,
          message: `The column name has ${text.length} characters; ${longest} are allowed`,
        };
    }
  },
};

import { entryOf, isBlank, textOf } from '../yaml/yamlTree.ts';
import { type Check, rulesOnly } from './check.ts';
import { fieldOf, orList, unknownName } from './fields.ts';

export const aggregationKinds = ['SingleAlert', 'AlertPerResult'] as const;

export const unknownAggregation: Check = {
  code: 'EVG001',
  name: 'unknown-aggregation',
  severity: 'error',
  appliesTo: rulesOnly,
  check(context) {
    const settings = fieldOf(context, 'eventGroupingSettings');
    if (settings === undefined) return [];
    const entry = entryOf(settings.value, 'aggregationKind');
    const value = textOf(entry?.value);
    if (entry === undefined || value === undefined || isBlank(entry.value)) {
      return [
        {
          span: entry?.keySpan ?? settings.keySpan,
          message: `\`eventGroupingSettings\` needs an \`aggregationKind\`: ${orList(aggregationKinds)}`,
        },
      ];
    }
    const written = { value, span: entry.value.span, keySpan: entry.keySpan };
    return unknownName(written, {
      what: 'The aggregation kind',
      names: aggregationKinds,
      otherwise: `write ${orList(aggregationKinds)}`,
    });
  },
};

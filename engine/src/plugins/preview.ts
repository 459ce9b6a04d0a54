/** `preview`: some rows, and as a second result how many there are (https://learn.microsoft.com/kusto/query/preview-plugin). */
import { planCount } from '../operators/count.ts';
import type { TakeNode } from '../operators/take.ts';
import { invalid } from '../queryError.ts';
import type { BranchingPlugin } from './plugin.ts';

export const preview: BranchingPlugin = {
  name: 'preview',
  parameters: ['NumberOfRows'],
  branches(call) {
    const { type, value } = call.value('NumberOfRows');
    if (type !== 'int' && type !== 'long')
      throw invalid(`\`preview\` takes a number of rows, not a ${type}`, call.syntax('NumberOfRows').span);
    const { input, span } = call;
    const rows: TakeNode = {
      op: 'take',
      input,
      count: { kind: 'constant', type: 'long', value },
      columns: input.columns,
      serialized: input.serialized,
      span,
    };
    return [rows, planCount({ kind: 'count', as: undefined, keyword: 'count', parameters: [], result: undefined, span }, input)];
  },
};

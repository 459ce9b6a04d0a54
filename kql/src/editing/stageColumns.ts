import type { BoundQuery } from '../bind.ts';
import { child, columnsOf, kindOf, spanOf } from '../microsoft/accessors.ts';
import { kustoCodeOf } from '../microsoft/code.ts';
import type { MsNode } from '../microsoft/nodes.ts';
import type { ColumnSchema } from '../schema.ts';
import type { Span } from '../span.ts';

/** A stage of a pipeline that gives other columns than it gets. */
export interface KqlStageColumns {
  readonly span: Span;
  readonly columns: readonly ColumnSchema[];
}

/** The stages that change the columns, in the order of the text; also those of pipelines inside expressions and functions. */
export function stageColumnsOf(query: BoundQuery): KqlStageColumns[] {
  const stages: KqlStageColumns[] = [];
  const visit = (node: MsNode): void => {
    for (let index = 0; index < node.ChildCount; index++) {
      const part = node.GetChild(index);
      if (part !== null) visit(part);
    }
    if (kindOf(node) === 'PipeExpression') stages.push(...stageOf(node));
  };
  visit(kustoCodeOf(query).Syntax);
  return stages;
}

function stageOf(pipe: MsNode): KqlStageColumns[] {
  const operator = child(pipe, 'Operator');
  const columns = columnsOf(operator?.ResultType);
  if (operator === undefined || columns === undefined || columns.length === 0) return [];
  return sameColumns(columnsOf(child(pipe, 'Expression')?.ResultType), columns) ? [] : [{ span: spanOf(operator), columns }];
}

function sameColumns(before: readonly ColumnSchema[] | undefined, after: readonly ColumnSchema[]): boolean {
  return before?.length === after.length && before.every(({ name, type }, at) => name === after[at]?.name && type === after[at]?.type);
}

import type { BoundQuery } from '../bind.ts';
import { child, columnsOf, kindOf, listItems, spanOf, typeOf } from '../microsoft/accessors.ts';
import { kustoCodeOf } from '../microsoft/code.ts';
import type { MsNode, MsSymbol } from '../microsoft/nodes.ts';
import type { ColumnSchema } from '../schema.ts';
import type { Span } from '../span.ts';

/** A stage of a pipeline that gives other columns than it gets. */
export interface KqlStageColumns {
  readonly span: Span;
  readonly columns: readonly ColumnSchema[];
}

const stagesOfQuery = new WeakMap<BoundQuery, readonly KqlStageColumns[]>();

/** The stages that change the columns, in the order of the text; also those of pipelines inside expressions and functions. */
export function stageColumnsOf(query: BoundQuery): readonly KqlStageColumns[] {
  let stages = stagesOfQuery.get(query);
  if (stages === undefined) {
    stages = findStages(kustoCodeOf(query).Syntax);
    stagesOfQuery.set(query, stages);
  }
  return stages;
}

function findStages(root: MsNode): KqlStageColumns[] {
  const stages: KqlStageColumns[] = [];
  const visit = (node: MsNode): void => {
    for (let index = 0; index < node.ChildCount; index++) {
      const part = node.GetChild(index);
      if (part !== null) visit(part);
    }
    const stage = kindOf(node) === 'PipeExpression' ? stageOf(node) : undefined;
    if (stage !== undefined) stages.push(stage);
  };
  visit(root);
  return stages;
}

function stageOf(pipe: MsNode): KqlStageColumns | undefined {
  const operator = child(pipe, 'Operator');
  const before = listItems(child(pipe, 'Expression')?.ResultType?.Columns);
  const after = listItems(operator?.ResultType?.Columns);
  const isSame = before.length === after.length && before.every((column, at) => isSameColumn(column, after[at]));
  const columns = isSame ? undefined : columnsOf(operator?.ResultType);
  return operator === undefined || columns === undefined || columns.length === 0 ? undefined : { span: spanOf(operator), columns };
}

function isSameColumn(before: MsSymbol, after: MsSymbol | undefined): boolean {
  return before === after || (before.Name === after?.Name && typeOf(before.Type) === typeOf(after.Type));
}

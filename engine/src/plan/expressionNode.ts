import type { Span } from '@rulesmith/kql';
import type { ProjectNode } from '../operators/project.ts';
import { projectNode } from '../operators/project.ts';
import { valuesNode } from '../operators/values.ts';
import { Table } from '../table/table.ts';
import type { Expr } from './expr.ts';

/** One row with the value of `expr`: a plan for an expression that stands alone. */
export function expressionNode(expr: Expr, span: Span): ProjectNode {
  return projectNode(valuesNode(new Table([], [], 1), span), [{ name: 'value', expr }], span);
}

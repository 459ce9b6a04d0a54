import type { KqlType } from '@rulesmith/kql';
import type { Column, DeferredColumn, PhysicalColumn } from './column.ts';
import { compose, type Selection } from './selection.ts';

/**
 * A column that `compute` makes when it is first read. `restrict`, where given, makes the column of selected rows without computing the
 * others; without it, selecting means computing all.
 */
export function deferColumn(
  type: KqlType,
  length: number,
  compute: () => PhysicalColumn,
  restrict?: (selection: Selection) => Column,
): DeferredColumn {
  return new ComputedColumn(type, length, compute, restrict);
}

class ComputedColumn implements DeferredColumn {
  readonly kind = 'deferred';
  readonly type: KqlType;
  readonly length: number;
  readonly #compute: () => PhysicalColumn;
  readonly #restrict: ((selection: Selection) => Column) | undefined;
  #result: PhysicalColumn | undefined;

  constructor(type: KqlType, length: number, compute: () => PhysicalColumn, restrict?: (selection: Selection) => Column) {
    this.type = type;
    this.length = length;
    this.#compute = compute;
    this.#restrict = restrict;
  }

  force(): PhysicalColumn {
    this.#result ??= this.#compute();
    return this.#result;
  }

  select(selection: Selection): Column {
    if (this.#result) return new SelectedColumn(this.#result, selection);
    // More rows than there are repeat some: computing each once is then the cheaper way.
    if (this.#restrict && !selection.hasMissing && selection.length <= this.length) return this.#restrict(selection);
    return new SelectedColumn(this, selection);
  }
}

/** Selected rows of another column, gathered when first read. */
class SelectedColumn implements DeferredColumn {
  readonly kind = 'deferred';
  readonly type: KqlType;
  readonly length: number;
  readonly #source: Column;
  readonly #selection: Selection;
  #result: PhysicalColumn | undefined;

  constructor(source: Column, selection: Selection) {
    this.#source = source;
    this.#selection = selection;
    this.type = source.type;
    this.length = selection.length;
  }

  force(): PhysicalColumn {
    this.#result ??= this.#source.force().select(this.#selection).force();
    return this.#result;
  }

  select(selection: Selection): Column {
    return this.#result ? new SelectedColumn(this.#result, selection) : selectColumn(this.#source, compose(this.#selection, selection));
  }
}

/** The selected rows of `column`, gathered when first read. */
export function selectColumn(column: Column, selection: Selection): Column {
  if (column.kind === 'deferred') return column.select(selection);
  return column.kind === 'constant' ? column.select(selection) : new SelectedColumn(column, selection);
}

import type { BoundQuery } from '../bind.ts';
import { symbolsInScope } from './editorApi.ts';

/** The columns and the names of `let` that may be written at `offset`, the nearest ones first; none where that cannot be told. Never throws. */
export function namesInScope(query: BoundQuery, offset: number): readonly string[] {
  try {
    return symbolsInScope(query, offset).map((symbol) => symbol.Name);
  } catch {
    // Generated code that fails on some half-typed texts.
    return [];
  }
}

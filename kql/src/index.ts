export * from './ast.ts';
export { type BoundQuery, bindQuery, warmUp } from './bind.ts';
export * from './catalog.ts';
export * from './diagnostic.ts';
export * from './editing/index.ts';
export * from './schema.ts';
export * from './span.ts';
export { standardCatalog, watchlistColumns } from './standardCatalog.ts';
export * from './types.ts';

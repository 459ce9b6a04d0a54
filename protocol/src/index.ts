export * from './cell.ts';
export * from './hitsQuery.ts';
export * from './newRule.ts';
export * from './run.ts';
export * from './schemaText.ts';
export * from './scratchProtocol.ts';
export * from './serverProtocol.ts';
export * from './webviewProtocol.ts';

export * from './completions.ts';
export * from './hover.ts';
export * from './signatureHelp.ts';

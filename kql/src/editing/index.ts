export * from './completions.ts';
export * from './hover.ts';
export * from './rename.ts';
export * from './semanticTokens.ts';
export * from './signatureHelp.ts';
export * from './stageColumns.ts';
export * from './structure.ts';
export * from './symbolIndex.ts';
export { applyEdits, type KqlEdit, orderEdits } from './textEdits.ts';

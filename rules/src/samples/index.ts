export * from './loadSamples.ts';
export { LocalData, LocalDataNeeded } from './localData.ts';
export * from './readTables.ts';
export * from './sampleCache.ts';
export * from './sampleFiles.ts';
export { type SamplePointer, samplePointer } from './sampleName.ts';
export { givenPlaces, type SamplePlace, usualPlaces } from './samplePlaces.ts';
export type { SampleProblem, SampleProblemCode } from './sampleProblem.ts';
export * from './sampleValues.ts';

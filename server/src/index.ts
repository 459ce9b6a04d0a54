export { logThreads } from './logThreads.ts';
export { NodeSampleFiles } from './nodeSampleFiles.ts';
export { NodeWorkspace } from './nodeWorkspace.ts';
export { defaultSettings, readSettings } from './settings.ts';
export { type ServerOptions, startServer } from './startServer.ts';
export { QueryWorkerClient, type QueryWorkerOptions } from './worker/queryWorkerClient.ts';

/**
 * KQL in Monaco, by Microsoft's `@kusto/monaco-kusto`: completion, hover and colours from its worker. Its diagnostics are left out,
 * because ours are shown, which say what our engine runs; and so is its formatter, which loses empty lines.
 */
import { ColorizationAdapter, CompletionAdapter, HoverAdapter } from '@kusto/monaco-kusto/release/esm/languageFeatures';
import { KustoLanguageDefinition } from '@kusto/monaco-kusto/release/esm/languageServiceManager/kustoMonarchLanguageDefinition';
import type { EngineSchema, LanguageSettings, Schema } from '@kusto/monaco-kusto/release/esm/monaco.contribution';
import { WorkerManager } from '@kusto/monaco-kusto/release/esm/workerManager';
import type { ColumnInfo, FunctionInfo, HitsSchema, ParameterInfo } from '@rulesmith/protocol';
import { monaco } from './monaco.ts';

export const kustoLanguageId = 'kusto';

const settings: LanguageSettings = {
  includeControlCommands: false,
  useIntellisenseV2: true,
  useSemanticColorization: true,
  enableHover: true,
  completionOptions: { includeExtendedSyntax: false },
};

/** The names under which the worker keeps the schema; they are never looked up anywhere. */
const clusterName = 'run';
const databaseName = 'samples';

/** Registers the language; `setSchema` then says what its queries may refer to. Make one a page. */
export class KustoLanguage {
  readonly #schemaChanged = new monaco.Emitter<Schema>();
  readonly #workers: WorkerManager;
  #version = 0;

  constructor() {
    const { languages } = monaco;
    languages.register({ id: kustoLanguageId });
    languages.setMonarchTokensProvider(kustoLanguageId, KustoLanguageDefinition as monaco.languages.IMonarchLanguage);
    languages.setLanguageConfiguration(kustoLanguageId, languageConfiguration);
    const defaults = {
      languageSettings: settings,
      onDidChange: () => ({ dispose: () => undefined }),
      setLanguageSettings: () => undefined,
      setMaximumWorkerIdleTime: () => undefined,
      getWorkerMaxIdleTime: () => 0,
    };
    this.#workers = new WorkerManager(monaco, defaults);
    const workerFor = this.#workerFor as unknown as ConstructorParameters<typeof HoverAdapter>[0];
    languages.registerCompletionItemProvider(kustoLanguageId, new CompletionAdapter(workerFor, settings));
    languages.registerHoverProvider(kustoLanguageId, new HoverAdapter(workerFor));
    new ColorizationAdapter(monaco, kustoLanguageId, workerFor, defaults, this.#schemaChanged.event);
  }

  /** Rejects where the worker cannot be started. */
  async setSchema(schema: HitsSchema): Promise<void> {
    const engineSchema = toEngineSchema(schema, ++this.#version);
    const worker = await this.#workers.getLanguageServiceWorker();
    await worker.setSchema(engineSchema);
    this.#schemaChanged.fire(engineSchema);
  }

  readonly #workerFor = (...resources: monaco.Uri[]) => this.#workers.getLanguageServiceWorker(...resources);
}

const languageConfiguration: monaco.languages.LanguageConfiguration = {
  comments: { lineComment: '//' },
  brackets: [
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '(', close: ')' },
    { open: "'", close: "'", notIn: ['string', 'comment'] },
    { open: '"', close: '"', notIn: ['string', 'comment'] },
  ],
};

/** The worker takes a database for new only where its version is higher. */
function toEngineSchema({ tables, functions }: HitsSchema, version: number): EngineSchema {
  const database = {
    name: databaseName,
    tables: tables.map(({ name, columns }) => ({ name, columns: columns.map(toColumn) })),
    functions: functions.map(toFunction),
    entityGroups: [],
    majorVersion: version,
    minorVersion: 0,
  };
  return { clusterType: 'Engine', cluster: { connectionString: clusterName, databases: [database] }, database };
}

function toColumn({ name, type }: ColumnInfo): { readonly name: string; readonly type: string } {
  return { name, type };
}

function toFunction({ name, body, parameters }: FunctionInfo): EngineSchema['cluster']['databases'][number]['functions'][number] {
  return { name, body: `{ ${body}\n}`, inputParameters: parameters.map(toParameter) };
}

function toParameter({ name, type, columns, defaultText }: ParameterInfo): FunctionParameter {
  const defaultValue = defaultText === undefined ? {} : { cslDefaultValue: defaultText };
  if (type !== 'table') return { name, type, cslType: type, ...defaultValue };
  return {
    name,
    columns: (columns ?? []).map((column) => ({ name: column.name, type: column.type, cslType: column.type })),
    ...defaultValue,
  };
}

type FunctionParameter = EngineSchema['cluster']['databases'][number]['functions'][number]['inputParameters'][number];

import { schemaScheme, tableOfSchemaUri } from '@rulesmith/protocol';
import * as vscode from 'vscode';
import type { RulesmithClient } from './languageClient.ts';

/** Shows the schemas of tables as read-only documents, to which "Go to Definition" leads. */
export function registerSchemaDocuments(client: RulesmithClient): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(schemaScheme, {
    provideTextDocumentContent: async (uri, token) => {
      const reply = await client.request('rulesmith/schemaText', { name: tableOfSchemaUri(uri.path) }, token);
      return reply.kind === 'schema' ? reply.text : undefined;
    },
  });
}

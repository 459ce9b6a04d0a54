import { pathToFileURL } from 'node:url';
import { schemaUri } from '@rulesmith/protocol';
import type { Definition } from '@rulesmith/rules';
import type { Location } from 'vscode-languageserver/node';
import type { OpenDocument, Session } from '../session.ts';
import { LineIndex } from './lineIndex.ts';

/** A definition as a place to go to; undefined for a schema where the client cannot show one. */
export function toLocation(definition: Definition, { document, lines }: OpenDocument, session: Session): Location | undefined {
  switch (definition.kind) {
    case 'here':
      return { uri: document.uri, range: lines.range(definition.span) };
    case 'file':
      return { uri: pathToFileURL(definition.path).href, range: new LineIndex(definition.text).range(definition.span) };
    case 'schema': {
      const schema = session.showsSchemas ? session.service.schemaText(definition.owner) : undefined;
      if (schema === undefined) return undefined;
      const span = (definition.column === undefined ? undefined : schema.columns.get(definition.column)) ?? schema.nameSpan;
      return { uri: schemaUri(definition.owner), range: new LineIndex(schema.text).range(span) };
    }
  }
}

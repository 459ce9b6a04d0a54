/** The schema of a table or function as a document that can be opened. */

export interface SchemaTextParams {
  /** The table or function. */
  readonly name: string;
}

/** `gone`: the catalog has none of that name, or no longer. */
export type SchemaTextReply = { readonly kind: 'schema'; readonly text: string } | { readonly kind: 'gone' };

export const schemaScheme = 'rulesmith-schema';

/** The address of the schema of `name`. */
export function schemaUri(name: string): string {
  return `${schemaScheme}:/${encodeURIComponent(name)}.kql`;
}

/** The table of such an address, given its path without percent encoding. */
export function tableOfSchemaUri(path: string): string {
  return path.replace(/^\//, '').replace(/\.kql$/, '');
}

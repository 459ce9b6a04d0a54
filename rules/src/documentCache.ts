import { type BoundQuery, bindQuery, type Catalog } from '@rulesmith/kql';
import type { CheckedQuery } from './checks/check.ts';
import { bindDocument } from './ruleAnalysis.ts';
import { parseRuleDocument, type RuleDocument } from './ruleDocument.ts';

interface Entry {
  readonly document: RuleDocument;
  /** The query of the newest version that was bound, and what it was bound against. */
  readonly bound?: { readonly query: BoundQuery; readonly catalog: Catalog };
}

/**
 * The newest version of each open document. A document is parsed once a version; its query is bound again only when the KQL or the
 * catalog has changed, not when the YAML around it has.
 */
export class DocumentCache {
  readonly #entries = new Map<string, Entry>();

  /** The document of this version of the text. */
  document(uri: string, version: number, text: string): RuleDocument {
    const known = this.#entries.get(uri);
    if (known?.document.version === version && known.document.text === text) return known.document;
    const document = parseRuleDocument(uri, text, version);
    this.#entries.set(uri, { ...known, document });
    return document;
  }

  /** The document's query, bound; undefined where it has none. */
  query(document: RuleDocument, catalog: Catalog): CheckedQuery | undefined {
    return bindDocument(document, catalog, (text) => this.#bind(document, text, catalog));
  }

  forget(uri: string): void {
    this.#entries.delete(uri);
  }

  #bind(document: RuleDocument, text: string, catalog: Catalog): BoundQuery {
    const known = this.#entries.get(document.uri);
    if (known?.bound !== undefined && known.bound.catalog === catalog && known.bound.query.text === text) return known.bound.query;
    const query = bindQuery(text, catalog, known?.bound?.query);
    if (known !== undefined) this.#entries.set(document.uri, { ...known, bound: { query, catalog } });
    return query;
  }
}

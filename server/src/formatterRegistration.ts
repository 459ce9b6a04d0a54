import { type Connection, type Disposable, DocumentFormattingRequest, DocumentRangeFormattingRequest } from 'vscode-languageserver/node';
import { describe } from './session.ts';

/**
 * Offers formatting for the open rules alone. A formatter for all YAML files would make the editor ask, in files that are none of ours, which
 * formatter to use.
 */
export class FormatterRegistration {
  readonly #connection: Connection;
  readonly #registered = new Map<string, Promise<Disposable[]>>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Tells whether an open document is one to format; a document that was closed is none. */
  update(uri: string, isRule: boolean): void {
    const known = this.#registered.get(uri);
    if (isRule === (known !== undefined)) return;
    if (known !== undefined) {
      this.#registered.delete(uri);
      void known.then((registrations) => {
        for (const each of registrations) each.dispose();
      });
      return;
    }
    this.#registered.set(uri, this.#register(uri));
  }

  async #register(uri: string): Promise<Disposable[]> {
    const { client, console } = this.#connection;
    try {
      const options = { documentSelector: [filterOf(uri)] };
      return await Promise.all([
        client.register(DocumentFormattingRequest.type, options),
        client.register(DocumentRangeFormattingRequest.type, options),
      ]);
    } catch (error) {
      console.error(describe('The formatter could not be offered', error));
      return [];
    }
  }
}

/** A filter for one document: editors compare paths as patterns, in which some characters have a meaning of their own. */
function filterOf(uri: string): { readonly language: string; readonly scheme: string; readonly pattern: string } {
  const { protocol, pathname } = new URL(uri);
  const path = decodeURIComponent(pathname).replace(/^\/(?=[A-Za-z]:)/, '');
  return { language: 'yaml', scheme: protocol.slice(0, -1), pattern: path.replace(/[*?[\]{}]/g, '[$&]') };
}

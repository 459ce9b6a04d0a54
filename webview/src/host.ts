import type { HostToWebview, ResultRowsParams, ResultRowsReply, WebviewReply, WebviewToHost } from '@rulesmith/protocol';

/** What VS Code gives a webview's script once. */
interface VsCodeApi {
  postMessage(message: WebviewToHost): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** A message that asks for nothing back. */
type OneWayMessage = Exclude<WebviewToHost, { readonly type: 'rows' }>;
type ShownMessage = Exclude<HostToWebview, WebviewReply>;

/** The page's side of the protocol: one-way messages, row requests with their replies, and state that outlives a hidden page. */
export class HostConnection {
  readonly #api: VsCodeApi;
  readonly #pending = new Map<number, { resolve(reply: ResultRowsReply): void; reject(error: Error): void }>();
  #nextRequestId = 1;

  private constructor(api: VsCodeApi) {
    this.#api = api;
  }

  /** Connects to the extension; `onMessage` gets everything but replies. Call once. */
  static connect(onMessage: (message: ShownMessage) => void): HostConnection {
    const connection = new HostConnection(acquireVsCodeApi());
    window.addEventListener('message', (event: MessageEvent<HostToWebview>) => {
      if (event.data.type === 'reply') connection.#settle(event.data);
      else onMessage(event.data);
    });
    return connection;
  }

  send(message: OneWayMessage): void {
    this.#api.postMessage(message);
  }

  /** Rejects with the host's message where the server could not answer. */
  requestRows(params: ResultRowsParams): Promise<ResultRowsReply> {
    const requestId = this.#nextRequestId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(requestId, { resolve, reject });
      this.#api.postMessage({ type: 'rows', requestId, params });
    });
  }

  /** What `saveState` was last given; unknown because an older version of the page may have written it. */
  savedState(): unknown {
    return this.#api.getState();
  }

  saveState(state: unknown): void {
    this.#api.setState(state);
  }

  #settle(reply: WebviewReply): void {
    const pending = this.#pending.get(reply.requestId);
    this.#pending.delete(reply.requestId);
    if ('error' in reply) pending?.reject(new Error(reply.error));
    else pending?.resolve(reply.result);
  }
}

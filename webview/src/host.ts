import type { ResultRowsParams, ResultRowsReply, RowsRequest, WebviewReply } from '@rulesmith/protocol';

/** What VS Code gives a webview's script once. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

interface Message {
  readonly type: string;
}

/** A page's side of its protocol: messages both ways, row requests with their replies, and state that outlives a hidden page. */
export class HostConnection<Outgoing extends Message> {
  readonly #api: VsCodeApi;
  readonly #pending = new Map<number, { resolve(reply: ResultRowsReply): void; reject(error: Error): void }>();
  #nextRequestId = 1;

  private constructor(api: VsCodeApi) {
    this.#api = api;
  }

  /** Connects to the extension; `onMessage` gets everything but the replies to row requests. Call once. */
  static connect<Incoming extends Message, Outgoing extends Message>(
    onMessage: (message: Exclude<Incoming, WebviewReply>) => void,
  ): HostConnection<Outgoing> {
    const connection = new HostConnection<Outgoing>(acquireVsCodeApi());
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      // Monaco also sends its page messages, to itself.
      if (!isMessage(data)) return;
      if (isReply(data)) connection.#settle(data);
      else onMessage(data as Exclude<Incoming, WebviewReply>);
    });
    return connection;
  }

  send(message: Exclude<Outgoing, RowsRequest>): void {
    this.#api.postMessage(message);
  }

  /** Rejects with the host's message where the server could not answer. */
  requestRows(params: ResultRowsParams): Promise<ResultRowsReply> {
    const requestId = this.#nextRequestId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(requestId, { resolve, reject });
      this.#api.postMessage({ type: 'rows', requestId, params } satisfies RowsRequest);
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

/** Whatever fetches rows. */
export type RowHost = Pick<HostConnection<Message>, 'requestRows'>;

function isMessage(data: unknown): data is Message {
  return typeof data === 'object' && data !== null && 'type' in data && typeof data.type === 'string';
}

function isReply(message: Message): message is WebviewReply {
  return message.type === 'reply';
}

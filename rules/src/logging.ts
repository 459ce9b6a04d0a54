/** Where the service tells what it could not do. */
export interface Logger {
  info(message: string): void;
  /** `error` is what was thrown, where something was. */
  error(message: string, error?: unknown): void;
}

export const silentLogger: Logger = {
  info: () => undefined,
  error: () => undefined,
};

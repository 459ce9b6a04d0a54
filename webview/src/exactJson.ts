/** JSON with its numbers kept as they were written, so that `9007199254740993` is not shown as `9007199254740992`. */
export type ExactJson = null | boolean | string | ExactNumber | readonly ExactJson[] | ExactObject;

export class ExactNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** Properties in the order of the text; a Map, because a property may be named `__proto__`. */
export type ExactObject = ReadonlyMap<string, ExactJson>;

/** Reads JSON text; undefined where it is none. */
export function parseExactJson(text: string): ExactJson | undefined {
  try {
    return convert(JSON.parse(text, keepNumberSource));
  } catch {
    return undefined;
  }
}

/** The reviver's third argument holds the source text of a primitive; without it (an old browser) the number is taken as it is. */
function keepNumberSource(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? new ExactNumber(context?.source ?? String(value)) : value;
}

function convert(value: unknown): ExactJson {
  if (value instanceof ExactNumber || value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(convert);
  return new Map(Object.entries(value as Record<string, unknown>).map(([key, child]) => [key, convert(child)]));
}

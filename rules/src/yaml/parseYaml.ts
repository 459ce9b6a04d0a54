import type { Span } from '@rulesmith/kql';
import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type Pair, type ParsedNode, parseAllDocuments, type Scalar } from 'yaml';
import { readScalar, scalarStyle } from './readScalar.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './yamlTree.ts';

/** Something the YAML parser complains about. */
export interface YamlProblem {
  /** The parser's own code, such as `BAD_INDENT`. */
  readonly code: string;
  readonly message: string;
  readonly span: Span;
}

export interface ParsedYaml {
  /** The first document's value; undefined where there is none. */
  readonly root: YamlNode | undefined;
  readonly problems: readonly YamlProblem[];
  /** How many documents the text holds. */
  readonly documentCount: number;
}

/** Parses a text of any kind; `offset` is added to every position. Never throws. */
export function parseYaml(text: string, offset = 0): ParsedYaml {
  const documents = parseDocuments(text);
  if (!Array.isArray(documents)) return { root: undefined, problems: [documents], documentCount: 1 };
  const first = documents.find((document) => document.contents !== null) ?? documents[0];
  return {
    root: first === undefined ? undefined : new TreeBuilder(first, text, offset).root(),
    problems: documents.flatMap((document) => document.errors.map((error) => problemOf(error, offset, text.length))),
    documentCount: documents.filter((document) => document.contents !== null).length,
  };
}

function parseDocuments(text: string): Document.Parsed[] | YamlProblem {
  try {
    return [
      ...parseAllDocuments(text, {
        keepSourceTokens: true,
        uniqueKeys: false,
        logLevel: 'silent',
        merge: false,
        prettyErrors: false,
      }),
    ];
  } catch (error) {
    return {
      code: 'UNREADABLE',
      message: error instanceof Error ? error.message : String(error),
      span: { start: 0, end: text.length },
    };
  }
}

interface ParserError {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

function problemOf(error: ParserError, offset: number, length: number): YamlProblem {
  const start = Math.min(error.pos[0], length);
  const end = Math.min(Math.max(error.pos[1], start), length);
  return {
    code: error.code,
    message: error.message,
    span: { start: start + offset, end: end + offset },
  };
}

/** How deep values may be nested; deeper ones are left out, so that hostile input cannot exhaust the stack. */
const maximumDepth = 60;

class TreeBuilder {
  readonly #document: Document.Parsed;
  readonly #text: string;
  readonly #offset: number;

  constructor(document: Document.Parsed, text: string, offset: number) {
    this.#document = document;
    this.#text = text;
    this.#offset = offset;
  }

  root(): YamlNode | undefined {
    return this.#document.contents === null ? undefined : this.#node(this.#document.contents, 0);
  }

  #node(node: ParsedNode, depth: number, at?: Span): YamlNode {
    const span = at ?? this.#span(node.range);
    if (depth > maximumDepth) return this.#empty(span);
    if (isAlias(node)) {
      const target = node.resolve(this.#document) as ParsedNode | undefined;
      return target === undefined ? this.#empty(span) : this.#node(target, depth + 1, span);
    }
    if (isScalar(node)) return this.#scalar(node, span);
    if (isMap(node))
      return {
        type: 'map',
        entries: node.items.flatMap((pair) => this.#entry(pair, depth)),
        span,
      };
    if (isSeq(node))
      return {
        type: 'list',
        items: node.items.map((item) => this.#item(item, depth)),
        span,
      };
    return this.#empty(span);
  }

  #item(item: unknown, depth: number): YamlNode {
    if (isPair(item)) {
      const entries = this.#entry(item as Pair<ParsedNode, ParsedNode | null>, depth);
      return {
        type: 'map',
        entries,
        span: entries[0]?.span ?? { start: this.#offset, end: this.#offset },
      };
    }
    return this.#node(item as ParsedNode, depth + 1);
  }

  #entry(pair: Pair<ParsedNode, ParsedNode | null>, depth: number): YamlEntry[] {
    if (!isScalar(pair.key)) return [];
    const keySpan = this.#span(pair.key.range);
    const value = pair.value === null ? this.#empty({ start: keySpan.end, end: keySpan.end }) : this.#node(pair.value, depth + 1);
    const key = pair.key.source ?? String(pair.key.value ?? '');
    return [
      {
        key,
        keySpan,
        value,
        span: {
          start: keySpan.start,
          end: Math.max(keySpan.end, value.span.end),
        },
      },
    ];
  }

  #scalar(node: Scalar.Parsed, span: Span): YamlScalar {
    const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
    const content = () => readScalar(node, this.#offset, text);
    return {
      type: 'scalar',
      text,
      style: scalarStyle(node),
      isNull: node.value === null,
      span,
      content,
    };
  }

  #empty(span: Span): YamlScalar {
    const content = () => readScalar(undefined, span.start, '');
    return {
      type: 'scalar',
      text: '',
      style: 'plain',
      isNull: true,
      span,
      content,
    };
  }

  #span(range: readonly [number, number, number]): Span {
    return {
      start: range[0] + this.#offset,
      end: this.#trimEnd(range[0], range[1]) + this.#offset,
    };
  }

  /** Block values end where the next one starts; the line breaks and blanks between are not theirs. */
  #trimEnd(start: number, end: number): number {
    let trimmed = end;
    while (trimmed > start && /\s/.test(this.#text[trimmed - 1] as string)) trimmed--;
    return trimmed;
  }
}

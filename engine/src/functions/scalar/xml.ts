/**
 * `parse_xml`: XML as a bag, by the table in its documentation. Text is text there, whatever it looks like, and blanks around it are left out.
 *
 * The reader takes XML 1.0 apart in one pass and keeps elements, attributes and text; comments and processing instructions are skipped. What is
 * not well formed is null. What the table leaves open is refused: CDATA sections, document types, text in several pieces between elements,
 * several elements without one around them.
 */
import { unsupported } from '../../queryError.ts';
import type { Dynamic, DynamicBag } from '../../values/dynamic.ts';
import { type ScalarFunction, scalar } from '../scalarFunction.ts';
import { utf8 } from './encoding.ts';

/** Longer texts give null (documented). */
const mostBytes = 1_048_576;

/** Deeper values exhaust the stack of whoever reads them. */
const deepest = 200;

interface OpenElement {
  readonly name: string;
  readonly attributes: DynamicBag;
  /** Child elements by name, in the order of their first. */
  readonly children: Map<string, Dynamic[]>;
  text: string;
  /** Whether an element has come since the last text that is not blank. */
  interrupted: boolean;
}

/** Thrown inside the reader where the text is not XML. */
class MalformedXml extends Error {}

function parseXml(text: string): Dynamic {
  if (text.length > mostBytes || utf8(text).length > mostBytes) return null;
  try {
    return new XmlReader(text).document();
  } catch (error) {
    if (error instanceof MalformedXml) return null;
    throw error;
  }
}

const name = /[:A-Z_a-z\u00b7-\uffff][-.:\w\u00b7-\uffff]*/y;
const blanks = /[ \t\r\n]*/y;
const attributeValue = /"([^<"]*)"|'([^<']*)'/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what XML 1.0 forbids.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

class XmlReader {
  readonly #text: string;
  #at = 0;
  readonly #open: OpenElement[] = [];
  #root: DynamicBag | undefined;

  constructor(text: string) {
    if (forbidden.test(text)) throw new MalformedXml();
    this.#text = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  }

  document(): DynamicBag {
    while (this.#at < this.#text.length) {
      if (this.#text[this.#at] === '<') this.#markup();
      else this.#characters();
    }
    if (!this.#root || this.#open.length > 0) throw new MalformedXml();
    return this.#root;
  }

  #markup(): void {
    if (this.#startsWith('<!--')) this.#skipComment();
    else if (this.#startsWith('<![CDATA[')) throw unsupported('`parse_xml` of a CDATA section');
    else if (this.#startsWith('<!DOCTYPE')) throw unsupported('`parse_xml` of a document type');
    else if (this.#startsWith('<?')) this.#skipTo('?>');
    else if (this.#startsWith('</')) this.#endTag();
    else this.#startTag();
  }

  #startsWith(sign: string): boolean {
    return this.#text.startsWith(sign, this.#at);
  }

  #skipTo(end: string): void {
    const found = this.#text.indexOf(end, this.#at + 2);
    if (found < 0) throw new MalformedXml();
    this.#at = found + end.length;
  }

  #skipComment(): void {
    const found = this.#text.indexOf('--', this.#at + 4);
    if (found < 0 || this.#text[found + 2] !== '>') throw new MalformedXml();
    this.#at = found + 3;
  }

  #take(pattern: RegExp): RegExpExecArray {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) throw new MalformedXml();
    this.#at = pattern.lastIndex;
    return match;
  }

  #expect(sign: string): void {
    if (!this.#startsWith(sign)) throw new MalformedXml();
    this.#at += sign.length;
  }

  #startTag(): void {
    if (this.#root) throw unsupported('`parse_xml` of several elements without one around them');
    if (this.#open.length >= deepest) throw unsupported(`\`parse_xml\` of more than ${deepest} elements inside each other`);
    this.#expect('<');
    const element: OpenElement = {
      name: this.#take(name)[0],
      attributes: new Map(),
      children: new Map(),
      text: '',
      interrupted: false,
    };
    this.#attributes(element.attributes);
    this.#open.push(element);
    if (this.#startsWith('/')) {
      this.#expect('/>');
      this.#close();
    } else this.#expect('>');
  }

  #attributes(attributes: DynamicBag): void {
    for (;;) {
      const [gap] = this.#take(blanks);
      if (this.#startsWith('>') || this.#startsWith('/')) return;
      if (gap === '') throw new MalformedXml();
      const key = `@${this.#take(name)[0]}`;
      if (attributes.has(key)) throw new MalformedXml();
      this.#take(blanks);
      this.#expect('=');
      this.#take(blanks);
      const [, double, single] = this.#take(attributeValue);
      attributes.set(key, resolved((double ?? single).replace(/[\t\n]/g, ' ')));
    }
  }

  #endTag(): void {
    this.#expect('</');
    const [closing] = this.#take(name);
    this.#take(blanks);
    this.#expect('>');
    if (this.#open.at(-1)?.name !== closing) throw new MalformedXml();
    this.#close();
  }

  #characters(): void {
    const end = this.#text.indexOf('<', this.#at);
    const raw = this.#text.slice(this.#at, end < 0 ? undefined : end);
    this.#at += raw.length;
    if (raw.includes(']]>')) throw new MalformedXml();
    const text = trimmed(raw);
    if (text === '') return;
    const element = this.#open.at(-1);
    if (!element) throw new MalformedXml();
    if (element.interrupted && element.text !== '') throw unsupported('`parse_xml` of text in several pieces between elements');
    if (element.text !== '') throw unsupported('`parse_xml` of text with a comment inside');
    element.text = resolved(text);
    element.interrupted = false;
  }

  /** Puts the innermost element into the one around it. */
  #close(): void {
    const element = this.#open.pop() as OpenElement;
    const parent = this.#open.at(-1);
    const value = elementValue(element);
    if (!parent) {
      this.#root = new Map([[element.name, value]]);
      return;
    }
    const siblings = parent.children.get(element.name);
    if (siblings) siblings.push(value);
    else parent.children.set(element.name, [value]);
    parent.interrupted = true;
  }
}

/** null, its text, or a bag of its attributes, text and children; children of one name are an array. */
function elementValue({ attributes, children, text }: OpenElement): Dynamic {
  if (attributes.size === 0 && children.size === 0) return text === '' ? null : text;
  const bag: DynamicBag = attributes;
  if (text !== '') bag.set('#text', text);
  for (const [child, values] of children) bag.set(child, values.length === 1 ? values[0] : values);
  return bag;
}

function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text[start])) start++;
  while (end > start && isBlank(text[end - 1])) end--;
  return text.slice(start, end);
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\n';
}

const entities: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The text with its references replaced: characters by number, and the five that XML names. */
function resolved(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:([^&;\s]*);)?/g, (_reference, content: string | undefined) => {
    const named = entities.get(content ?? '');
    if (named !== undefined) return named;
    const number = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(content ?? '');
    const code = number ? Number.parseInt(number[1] ?? number[2], number[1] ? 16 : 10) : 0;
    if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) throw new MalformedXml();
    const character = String.fromCodePoint(code);
    if (forbidden.test(character)) throw new MalformedXml();
    return character;
  });
}

export const xmls: readonly ScalarFunction[] = [scalar('parse_xml', { parameters: ['string'], returns: 'dynamic', kernel: parseXml })];

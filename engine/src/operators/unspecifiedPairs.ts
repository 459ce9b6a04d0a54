/** `parse-kv` without delimiters: every character that is no letter or digit separates. */
import { unsupported } from '../queryError.ts';
import type { KeyValueReader, KeyValueSyntax } from './keyValues.ts';

/**
 * The documentation does not say whether a text is read in pairs from its start or searched for the keys, nor whether `_` separates. So the
 * text is read in all these ways, and refused where they differ.
 */
export function unspecifiedReader(syntax: KeyValueSyntax, wanted: ReadonlySet<string>): KeyValueReader {
  return (text) => {
    const readings = [/[\p{L}\p{N}]/u, /[\p{L}\p{N}_]/u].flatMap((wordCharacter) => {
      const words = wordsOf(text, wordCharacter, syntax);
      return [inPairs(words, wanted), byKey(words, wanted)];
    });
    const [first, ...others] = readings;
    for (const key of wanted)
      if (others.some((other) => other.get(key) !== first.get(key)))
        throw unsupported('`parse-kv` without delimiters of a text that is more than pairs of words', syntax.span);
    return first;
  };
}

/** The words of the text; a quoted text is one. */
function wordsOf(text: string, wordCharacter: RegExp, syntax: KeyValueSyntax): string[] {
  const characters = [...text];
  const words: string[] = [];
  let word = '';
  for (let position = 0; position < characters.length; position++) {
    const character = characters[position];
    if (wordCharacter.test(character)) {
      word += character;
      continue;
    }
    if (word !== '') words.push(word);
    word = '';
    const quote = syntax.quotes.find((each) => character === each[0]);
    if (quote === undefined) continue;
    const quoted = quotedWord(characters, position + 1, quote[quote.length - 1], syntax);
    words.push(quoted.text);
    position = quoted.end;
  }
  if (word !== '') words.push(word);
  return words;
}

/** The text up to the closing quote, which is at `end`. */
function quotedWord(characters: readonly string[], start: number, closing: string, syntax: KeyValueSyntax): { text: string; end: number } {
  let text = '';
  for (let position = start; position < characters.length; position++) {
    if (syntax.escapes.includes(characters[position]) && position + 1 < characters.length) text += characters[++position];
    else if (characters[position] === closing) return { text: text.trim(), end: position };
    else text += characters[position];
  }
  throw unsupported('`parse-kv` of a quote that is not closed', syntax.span);
}

function inPairs(words: readonly string[], wanted: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (let index = 0; index + 1 < words.length; index += 2)
    if (wanted.has(words[index]) && !found.has(words[index])) found.set(words[index], words[index + 1]);
  return found;
}

function byKey(words: readonly string[], wanted: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (let index = 0; index + 1 < words.length; index++)
    if (wanted.has(words[index]) && !found.has(words[index])) found.set(words[index], words[index + 1]);
  return found;
}

import type { KqlDiagnostic, Span } from '@rulesmith/kql';
import { nearestName } from '../nearestName.ts';
import { foreignComparisons, foreignOperators, keywords } from './foreignWords.ts';
import { followingOperators, tabularOperators, wordOperators } from './operatorNames.ts';

/** A diagnostic in words that say what to do, at the place where it is to be done. */
export interface Reworded {
  readonly span: Span;
  readonly message: string;
  /** What to write in place of `span`; undefined where that is not certain. */
  readonly replacement?: string;
}

type Rewording = (text: string, diagnostic: KqlDiagnostic, others: readonly KqlDiagnostic[]) => Reworded | undefined;

/**
 * What a diagnostic of Microsoft's parser comes from, where that can be told from the text; undefined where its own words are as good. `others` are
 * all diagnostics of the query.
 */
export function reworded(text: string, diagnostic: KqlDiagnostic, others: readonly KqlDiagnostic[]): Reworded | undefined {
  for (const reword of rewordings[diagnostic.code] ?? []) {
    const found = reword(text, diagnostic, others);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** By code: KS002 unexpected character, KS005 token expected, KS006 expression expected, KS176 operator expected, KS198 what nothing can be made of. */
const rewordings: Readonly<Record<string, readonly Rewording[]>> = {
  KS002: [doubleAmpersand, typographicQuote],
  KS005: [lostPipe, threeSigns, foreignComparison, misspeltWordOperator, unexpectedWord, misspeltKeyword, foreignKeyword],
  KS006: [exclamationMark, nothingBehind],
  KS106: [threeSigns, noCondition, unlikeOperands],
  KS107: [noTimespan],
  KS121: [branches],
  KS142: [noTimespan],
  KS176: [doubleBar, misspeltOperator, missingOperator],
  KS198: [singleEquals, foreignComment, needlessBracket, barBehindSemicolon, unexpected],
};

const endOfStatement = 'Expected: ;';
const wordAt = (text: string, offset: number) => /^[A-Za-z][\w-]*/.exec(text.slice(offset, offset + 60))?.[0];
const spanOf = (start: number, length: number): Span => ({ start, end: start + length });
const afterBlanks = (text: string, offset: number) => offset + (/^\s*/.exec(text.slice(offset))?.[0].length ?? 0);

function doubleAmpersand(text: string, { span }: KqlDiagnostic): Reworded | undefined {
  if (!text.startsWith('&&', span.start)) return undefined;
  return { span: spanOf(span.start, 2), message: 'KQL has no `&&`; write `and`', replacement: 'and' };
}

function doubleBar(text: string, { span }: KqlDiagnostic): Reworded | undefined {
  const start = text[span.start] === '|' ? span.start - 1 : -1;
  if (start < 0 || !text.startsWith('||', start)) return undefined;
  const next = wordAt(text, afterBlanks(text, start + 2));
  if (next !== undefined && followingOperators.has(next)) return undefined;
  return { span: spanOf(start, 2), message: 'KQL has no `||`; write `or`', replacement: 'or' };
}

function exclamationMark(text: string, { span }: KqlDiagnostic): Reworded | undefined {
  const start = afterBlanks(text, span.start);
  if (text[start] !== '!') return undefined;
  const message = 'KQL has no `!` in front of an expression; write `not(…)`';
  return { span: spanOf(start, 1), message, ...(text[start + 1] === '(' ? { replacement: 'not' } : {}) };
}

function typographicQuote(text: string, { span }: KqlDiagnostic): Reworded | undefined {
  const quote = text.slice(span.start, span.end);
  if (!/^[‘’“”„«»]$/.test(quote)) return undefined;
  return { span, message: `\`${quote}\` is no quote in KQL; write \`"\`` };
}

function lostPipe(text: string, { message, span }: KqlDiagnostic): Reworded | undefined {
  const start = afterBlanks(text, span.start);
  const word = message === endOfStatement ? wordAt(text, start) : undefined;
  if (word === undefined || !followingOperators.has(word)) return undefined;
  return { span: spanOf(start, word.length), message: `A \`|\` is missing in front of \`${word}\``, replacement: `| ${word}` };
}

function misspeltWordOperator(text: string, { message, span }: KqlDiagnostic): Reworded | undefined {
  const word = message === endOfStatement ? wordAt(text, span.start) : undefined;
  // Of two letters, one that differs is half of them.
  const near =
    word === undefined || (word.length < 3 && !wordOperators.includes(word.toLowerCase())) ? undefined : nearestName(word, wordOperators);
  if (word === undefined || near === undefined) return undefined;
  return { span: spanOf(span.start, word.length), message: `\`${word}\` is no operator; did you mean \`${near}\`?`, replacement: near };
}

/** `a !== b`, of languages that compare types too. */
function threeSigns(text: string, { span }: KqlDiagnostic): Reworded | undefined {
  const start = Math.max(0, span.start - 3);
  const [, sign] = /([!=]==)/.exec(text.slice(start, span.end + 3)) ?? [];
  if (sign === undefined) return undefined;
  const at = text.indexOf(sign, start);
  const meant = sign.slice(0, 2);
  return { span: spanOf(at, 3), message: `\`${sign}\` is no operator; write \`${meant}\``, replacement: meant };
}

function foreignComparison(text: string, { message, span }: KqlDiagnostic): Reworded | undefined {
  const word = message === endOfStatement ? wordAt(text, span.start) : undefined;
  const meant = foreignComparisons.get(word?.toLowerCase() ?? '');
  if (word === undefined || meant === undefined) return undefined;
  const list = /^not\s+in\b/i.exec(text.slice(span.start));
  if (list !== null) return { span: spanOf(span.start, list[0].length), message: `\`${list[0]}\` is written \`!in\``, replacement: '!in' };
  return { span: spanOf(span.start, word.length), message: `\`${word}\` is no operator here; write ${meant}` };
}

/** `BY`, `descending`. */
function foreignKeyword(text: string, { message, span }: KqlDiagnostic): Reworded | undefined {
  const word = /^Expected: (?:,|by|on)$/.test(message) ? wordAt(text, span.start) : undefined;
  const meant = keywords.get(word?.toLowerCase() ?? '');
  if (word === undefined || meant === undefined || meant === word) return undefined;
  return { span: spanOf(span.start, word.length), message: `\`${word}\` is written \`${meant}\``, replacement: meant };
}

function foreignComment(text: string, { span }: KqlDiagnostic): Reworded | undefined {
  if (text[span.start] !== '#') return undefined;
  return { span: spanOf(span.start, 1), message: 'A comment begins with `//`', replacement: '//' };
}

/** An operator, comma or bracket with nothing behind it. */
function nothingBehind(text: string, { span, message }: KqlDiagnostic): Reworded | undefined {
  if (message !== 'Missing expression') return undefined;
  const [before] = /(?:[\w-]+|[,=(<>+*/%~!-]+)$/.exec(text.slice(0, span.start).trimEnd().slice(-40)) ?? [];
  if (before === undefined) return undefined;
  return { span, message: `An expression is missing behind \`${before}\`; write one, or remove the \`${before}\`` };
}

function noCondition(_text: string, { span, message }: KqlDiagnostic): Reworded | undefined {
  const [, operator, left, right] = /operator '(and|or)' is not defined for the operand types (\w+) and (\w+)/.exec(message) ?? [];
  if (operator === undefined) return undefined;
  const wrong = left === 'bool' ? right : left;
  return { span, message: `\`${operator}\` joins two conditions, and one side is a ${wrong}; compare it, with \`==\` for instance` };
}

function unexpectedWord(text: string, { message, span }: KqlDiagnostic): Reworded | undefined {
  const written = message === endOfStatement ? text.slice(span.start, span.end) : '';
  if (written.trim() === '') return undefined;
  return { span, message: `\`${shortened(written)}\` is not expected here; an operator, a \`|\` or a \`;\` is missing in front of it` };
}

/** Of a few words that may stand somewhere, the one that was meant. */
function misspeltKeyword(text: string, { message, span }: KqlDiagnostic): Reworded | undefined {
  const choices = /^Expected one of: (.+?)\.?$/.exec(message)?.[1]?.split(', ');
  const written = text.slice(span.start, span.end);
  if (choices === undefined || !/^\w+$/.test(written)) return undefined;
  const near = nearestName(written, choices);
  const hint = near === undefined ? `write ${choices.join(', ')}` : `did you mean \`${near}\`?`;
  return { span, message: `\`${written}\` is not expected here; ${hint}`, ...(near === undefined ? {} : { replacement: near }) };
}

function misspeltOperator(text: string, { span }: KqlDiagnostic): Reworded | undefined {
  const word = wordAt(text, span.start);
  if (word === undefined) return undefined;
  const near = nearestName(word, tabularOperators) ?? begun(word);
  const length = word.length;
  const foreign = foreignOperators.get(word.toLowerCase());
  if (near === undefined && foreign !== undefined)
    return { span: spanOf(span.start, length), message: `\`${word}\` is no query operator; KQL has \`${foreign}\` for it` };
  if (near === undefined)
    return { span: spanOf(span.start, length), message: `\`${word}\` is no query operator; write one behind the \`|\`, such as \`where\`` };
  return { span: spanOf(span.start, length), message: `\`${word}\` is no query operator; did you mean \`${near}\`?`, replacement: near };
}

/** The only operator that begins with what is written. */
function begun(word: string): string | undefined {
  const fitting = tabularOperators.filter((name) => name.startsWith(word));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function missingOperator(_text: string, { span }: KqlDiagnostic): Reworded {
  return { span, message: 'A query operator is missing behind the `|`; write one, or remove the `|`' };
}

/** `where a = "b"`: a condition is expected in front of the sign, and nothing behind it. */
function singleEquals(text: string, { span }: KqlDiagnostic, others: readonly KqlDiagnostic[]): Reworded | undefined {
  const isCompared = others.some(({ code, span: { end } }) => code === 'KS141' && afterBlanks(text, end) === span.start);
  if (!isCompared || !/^=(?![=~])/.test(text.slice(span.start, span.start + 2))) return undefined;
  return { span: spanOf(span.start, 1), message: 'A single `=` gives a name; write `==` to compare', replacement: '==' };
}

function needlessBracket(text: string, { span }: KqlDiagnostic): Reworded | undefined {
  const bracket = text[span.start] ?? '';
  return /^[)\]}]$/.test(bracket)
    ? { span: spanOf(span.start, 1), message: `This \`${bracket}\` closes nothing; remove it, or open it before` }
    : undefined;
}

function barBehindSemicolon(text: string, { span }: KqlDiagnostic): Reworded | undefined {
  if (text[span.start] !== '|' || !text.slice(0, span.start).trimEnd().endsWith(';')) return undefined;
  return { span, message: 'A statement cannot begin with `|`; remove the `;` in front of it' };
}

function unexpected(text: string, { span }: KqlDiagnostic): Reworded | undefined {
  const written = text.slice(span.start, span.end).trim();
  return written === ''
    ? undefined
    : { span, message: `\`${shortened(written)}\` is not expected here; something is missing in front of it, or it is too much` };
}

function unlikeOperands(_text: string, { span, message }: KqlDiagnostic): Reworded | undefined {
  const [, operator, left, right] = /operator '(.+)' is not defined for the operand types (\w+) and (\w+)/.exec(message) ?? [];
  if (operator === undefined) return undefined;
  return { span, message: `The operator \`${operator}\` is not defined for the operand types ${left} and ${right}; convert one of them` };
}

/** `ago(1x)`. */
function noTimespan(text: string, { span }: KqlDiagnostic): Reworded | undefined {
  const written = text.slice(span.start, span.end);
  if (!/^\d+(?:\.\d+)?[A-Za-z]+$/.test(written)) return undefined;
  return { span, message: `\`${written}\` is no timespan; its units are \`d\`, \`h\`, \`m\`, \`s\`, \`ms\`, \`microsecond\` and \`tick\`` };
}

function branches(text: string, { span }: KqlDiagnostic): Reworded | undefined {
  const name = text.slice(span.start, span.end);
  if (name !== 'case') return undefined;
  return { span, message: '`case` takes pairs of a condition and a value, and one more value for the rest' };
}

const shortened = (written: string) => (written.length > 40 ? `${written.slice(0, 40)}…` : written).replaceAll(/\s+/g, ' ');

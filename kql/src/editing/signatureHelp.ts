/** Signature help: the parameters of the call that the cursor is in. */
import type { BoundQuery } from '../bind.ts';
import { describeFunction } from '../data/functionDescriptions.ts';
import { child, kindOf } from '../microsoft/accessors.ts';
import { kustoCodeOf } from '../microsoft/code.ts';
import type { MsList, MsNode, MsParameter, MsSignature, MsSymbol } from '../microsoft/nodes.ts';

export interface KqlSignature {
  /** Name and parameters, as they are shown. */
  readonly label: string;
  /** The labels of the parameters; each occurs in `label`. */
  readonly parameters: readonly string[];
}

export interface KqlSignatureHelp {
  readonly signatures: readonly KqlSignature[];
  readonly activeSignature: number;
  readonly activeParameter: number;
  readonly documentation?: string;
}

/** The call around `offset`; undefined outside of calls and for names that are no functions. Never throws. */
export function signatureHelpAt(query: BoundQuery, offset: number): KqlSignatureHelp | undefined {
  try {
    const call = innermostCall(kustoCodeOf(query).Syntax, query.text, offset);
    return call === undefined ? undefined : signatureHelp(query, call, offset);
  } catch {
    // The tree of a half-typed text may lack what a whole one has; no help is then the right answer.
    return undefined;
  }
}

function innermostCall(node: MsNode, text: string, offset: number): MsNode | undefined {
  for (let i = 0; i < node.ChildCount; i++) {
    const part = node.GetChild(i);
    if (part === null || part.TextStart > offset || !reaches(part, text, offset)) continue;
    const inner = innermostCall(part, text, offset);
    if (inner !== undefined) return inner;
  }
  return kindOf(node) === 'FunctionCallExpression' && isBetweenBrackets(node, offset) ? node : undefined;
}

/** A call that is not closed yet ends with its last token, but the blanks behind that belong to it. */
function reaches(node: MsNode, text: string, offset: number): boolean {
  return offset <= node.End || text.slice(node.End, offset).trim() === '';
}

function isBetweenBrackets(call: MsNode, offset: number): boolean {
  const list = child(call, 'ArgumentList');
  const open = list && child(list, 'OpenParen');
  const close = list && child(list, 'CloseParen');
  if (open === undefined || open.IsMissing || offset < open.End) return false;
  return close === undefined || close.IsMissing || offset <= close.TextStart;
}

function signatureHelp(query: BoundQuery, call: MsNode, offset: number): KqlSignatureHelp | undefined {
  const name = child(call, 'Name');
  const symbol = name?.ReferencedSymbol ?? call.ReferencedSymbol;
  const signatures = symbol?.Signatures;
  if (!symbol || !signatures) return undefined;
  const used = argumentIndex(query.text, call, offset);
  const listed = Array.from({ length: signatures.Count }, (_, index) => describeSignature(symbol, signatures.getItem(index)));
  const fitting = listed.findIndex((signature) => signature.parameters.length > used);
  const documentation = query.catalog.functions.get(symbol.Name)?.description ?? describeFunction(symbol.Name);
  const activeSignature = Math.max(0, fitting);
  return {
    signatures: listed,
    activeSignature,
    activeParameter: Math.min(used, Math.max(0, (listed[activeSignature]?.parameters.length ?? 1) - 1)),
    ...(documentation === undefined ? {} : { documentation }),
  };
}

/** How many arguments of `call` end before `offset`. */
function argumentIndex(text: string, call: MsNode, offset: number): number {
  const list = child(call, 'ArgumentList');
  const expressions = list && child(list, 'Expressions');
  if (expressions === undefined) return 0;
  let index = 0;
  for (let i = 0; i < expressions.ChildCount; i++) {
    const element = expressions.GetChild(i);
    const hasComma = element !== null && text.slice(element.TextStart, element.End).endsWith(',');
    if (element !== null && hasComma && element.End <= offset) index++;
  }
  return index;
}

function describeSignature(symbol: MsSymbol, signature: MsSignature): KqlSignature {
  const parameters = listed(signature.Parameters).map(parameterLabel);
  const more = (signature as RepeatableSignature).HasRepeatableParameters === true ? ', …' : '';
  return { label: `${symbol.Name}(${parameters.join(', ')}${more})`, parameters };
}

interface RepeatableSignature extends MsSignature {
  readonly HasRepeatableParameters?: boolean;
}

interface NamedParameter extends MsParameter {
  readonly IsOptional?: boolean;
}

function parameterLabel(parameter: NamedParameter): string {
  const types = listed(parameter.DeclaredTypes).map((type) => type.Name);
  const typed = types.length === 0 ? parameter.Name : `${parameter.Name}: ${types.join('/')}`;
  return parameter.IsOptional === true ? `[${typed}]` : typed;
}

function listed<T>(list: MsList<T> | undefined): T[] {
  return list ? Array.from({ length: list.Count }, (_, index) => list.getItem(index)) : [];
}

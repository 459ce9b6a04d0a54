import { type KqlSignatureHelp, signatureHelpAt } from '@rulesmith/kql';
import type { CompletionContext } from './completion.ts';

export type SignatureHelp = KqlSignatureHelp;

/** The parameters of the call in the query that `offset` of the file lies in; undefined outside of calls. */
export function signatureHelpIn({ query }: CompletionContext, offset: number): SignatureHelp | undefined {
  const generated = query?.embedded.toGenerated(offset);
  return query === undefined || generated === undefined ? undefined : signatureHelpAt(query.bound, generated);
}

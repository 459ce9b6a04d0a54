/** Functions that read tables of another service, which the binder does not know and a local run does not ask. */
import type { BoundQuery, KqlDiagnostic } from '@rulesmith/kql';
import { QueryError } from './queryError.ts';

const services: Readonly<Record<string, string | undefined>> = {
  adx: 'Azure Data Explorer',
  arg: 'Azure Resource Graph',
};

/** The binder's code for a function that it does not know. */
const unknownFunctionCode = 'KS211';

/** A refusal that says what to do instead, where `diagnostic` is about such a function; undefined for anything else. */
export function otherServiceRefusal({ text }: BoundQuery, { code, span }: KqlDiagnostic): QueryError | undefined {
  const name = text.slice(span.start, span.end);
  const service = code === unknownFunctionCode && Object.hasOwn(services, name) ? services[name] : undefined;
  if (service === undefined) return undefined;
  return new QueryError(
    'unsupported',
    `\`${name}()\` reads from ${service}, which a local run does not ask; export what it returns and read it as a table of your own, such as \`Exported_CL\` with \`--sample Exported_CL=FILE\``,
    span,
  );
}

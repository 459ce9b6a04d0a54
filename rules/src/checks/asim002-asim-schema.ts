import { asimSchemas } from './asimSchemas.ts';
import { type Check, parsersOnly } from './check.ts';
import { fileStart, unknownName, wrongCase } from './fields.ts';
import { isAsimParser, textAt } from './parserFile.ts';

export const asimSchema: Check = {
  code: 'ASIM002',
  name: 'asim-schema',
  severity: 'error',
  appliesTo: parsersOnly,
  *check(context) {
    if (!isAsimParser(context)) return;
    const [schema, version] = [textAt(context, 'Normalization.Schema'), textAt(context, 'Normalization.Version')];
    if (schema === undefined) {
      yield { span: fileStart(context), message: 'The parser lacks `Normalization.Schema`: the schema its result follows' };
      return;
    }
    const choice = { what: 'The schema', names: asimSchemas.keys(), otherwise: `it is one of ${[...asimSchemas.keys()].join(', ')}` };
    yield* unknownName(schema, choice);
    yield* wrongCase(schema, { ...choice, names: asimSchemas.keys() });
    const current = asimSchemas.get(schema.value);
    if (current === undefined || version?.value.trim() === current) return;
    const span = version?.span ?? schema.keySpan;
    const written = version === undefined ? 'The parser does not say its version' : `The parser follows version ${version.value}`;
    yield { span, message: `${written}; the schema ${schema.value} is at ${current}`, severity: context.repositoryMode ? 'error' : 'info' };
  },
};

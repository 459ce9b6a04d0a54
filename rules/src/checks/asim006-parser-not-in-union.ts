import { fileName } from '../workspaceRepository.ts';
import { type Check, type CheckContext, parsersOnly } from './check.ts';
import { orList } from './fields.ts';
import { isAsimParser, isUnionParser, textAt } from './parserFile.ts';

/** Rules call the parser of a schema: one that this does not put in is never used. */
export const parserNotInUnion: Check = {
  code: 'ASIM006',
  name: 'parser-not-in-union',
  severity: 'error',
  repositoryOnly: true,
  appliesTo: parsersOnly,
  *check(context) {
    const name = textAt(context, 'ParserName');
    if (name === undefined || !isAsimParser(context) || isUnionParser(context) || /^vim\w+Empty$/.test(name.value)) return;
    const union = unionOf(context, name.value);
    if (union === undefined) return;
    const builtIn = textAt(context, 'EquivalentBuiltInParser')?.value.trim();
    const lacking = [
      ...(new RegExp(`\\b${name.value.trim().replaceAll(/\W/g, '\\$&')}\\b`).test(union.query) ? [] : ['ParserQuery']),
      ...(builtIn === undefined || union.members.has(builtIn) ? [] : ['Parsers']),
    ];
    if (lacking.length === 0) return;
    yield {
      span: name.span,
      message: `\`${fileName(union.path)}\` does not put the parser in: add it to ${orList(lacking).replace(' or ', ' and ')}`,
    };
  },
};

/** The parser of the schema in the same form: with parameters (`im…`) or without (`ASim…`). */
function unionOf(context: CheckContext, name: string) {
  const schema = textAt(context, 'Normalization.Schema')?.value.trim() ?? '';
  const file = `${name.startsWith('ASim') ? 'ASim' : 'im'}${schema}.yaml`;
  return fileName(context.document.uri) === file ? undefined : context.repository.unions.find(({ path }) => fileName(path) === file);
}

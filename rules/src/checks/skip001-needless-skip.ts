import { fileName, type SkippedTemplate } from '../workspaceRepository.ts';
import { type Check, type CheckContext, everyKind } from './check.ts';
import { orList, textField } from './fields.ts';

/** A file on the list is not looked at by the repository's check of queries; the list has to say why, and drops what is sound again. */
export const needlessSkip: Check = {
  code: 'SKIP001',
  name: 'needless-skip',
  severity: 'warning',
  repositoryOnly: true,
  appliesTo: everyKind,
  *check(context) {
    const id = textField(context, 'id');
    const entry = context.repository.skipped.find((each) => each.id?.toLowerCase() === id?.value.trim().toLowerCase());
    if (id === undefined || entry === undefined) return;
    const lacking = lackingFields(entry);
    const list = `\`${fileName(entry.path)}\``;
    if (lacking.length > 0)
      yield { span: id.span, message: `The entry of this file in ${list} lacks ${orList(lacking).replace(' or ', ' and ')}` };
    else if (hasSoundQuery(context))
      yield { span: id.span, message: `The query is sound: take the file off ${list}, which keeps it from being checked` };
  },
};

function lackingFields({ templateName, reason }: SkippedTemplate): string[] {
  return [...(templateName === undefined ? ['templateName'] : []), ...(reason === undefined ? ['validationFailReason'] : [])];
}

function hasSoundQuery({ query }: CheckContext): boolean {
  return query !== undefined && query.bound.diagnostics.length === 0;
}

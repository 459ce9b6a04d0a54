import { replaceFix } from '../diagnostic.ts';
import { entryOf, textOf } from '../yaml/yamlTree.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { fieldOf } from './fields.ts';

export const metadataSource: Check = {
  code: 'META002',
  name: 'metadata-source',
  severity: 'error',
  repositoryOnly: true,
  appliesTo: rulesAndHunts,
  *check(context) {
    const metadata = fieldOf(context, 'metadata');
    if (metadata === undefined || /\/Solutions\//.test(context.document.uri)) return;
    const kind = entryOf(entryOf(metadata.value, 'source')?.value, 'kind');
    const value = textOf(kind?.value);
    if (value === 'Community') return;
    const message = 'Outside of the solutions `metadata.source.kind` must be `Community`';
    if (kind === undefined || value === undefined) yield { span: metadata.keySpan, message };
    else yield { span: kind.value.span, message, fixes: [replaceFix(kind.value.span, 'Community')] };
  },
};

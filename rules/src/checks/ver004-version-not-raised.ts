import { replaceFix } from '../diagnostic.ts';
import { differs } from '../documentChanges.ts';
import { type Check, everyKind } from './check.ts';
import { compareVersions, nextPatch, writtenVersion } from './writtenVersion.ts';

/** Workspaces take an update of a rule by its version: a change under the same one reaches nobody. */
export const versionNotRaised: Check = {
  code: 'VER004',
  name: 'version-not-raised',
  severity: 'warning',
  appliesTo: everyKind,
  *check({ document, committed }) {
    const before = committed === undefined ? undefined : writtenVersion(committed);
    const now = writtenVersion(document);
    if (committed === undefined || before === undefined || now === undefined) return;
    if (compareVersions(now.parts, before.parts) !== 0 || !differs(committed, document)) return;
    const next = nextPatch(now.parts);
    const message = `The file has changed since the last commit, and its version is still \`${now.text}\`; raise it to \`${next}\``;
    yield { span: now.span, message, fixes: [replaceFix(now.span, next)] };
  },
};

import { replaceFix } from '../diagnostic.ts';
import { type Check, everyKind } from './check.ts';
import { compareVersions, nextPatch, writtenVersion } from './writtenVersion.ts';

/** A workspace that has the higher version takes the file for an old one. */
export const versionLowered: Check = {
  code: 'VER005',
  name: 'version-lowered',
  severity: 'warning',
  appliesTo: everyKind,
  *check({ document, committed }) {
    const before = committed === undefined ? undefined : writtenVersion(committed);
    const now = writtenVersion(document);
    if (before === undefined || now === undefined || compareVersions(now.parts, before.parts) >= 0) return;
    const next = nextPatch(before.parts);
    const message = `The version was \`${before.text}\` in the last commit and is \`${now.text}\` now; raise it to \`${next}\``;
    yield { span: now.span, message, fixes: [replaceFix(now.span, next)] };
  },
};

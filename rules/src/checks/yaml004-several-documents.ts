import { type Check, everyKind } from './check.ts';

/** A content file holds one YAML document; the others would be ignored. */
export const severalDocuments: Check = {
  code: 'YAML004',
  name: 'several-documents',
  severity: 'error',
  appliesTo: everyKind,
  *check({ document }) {
    if (document.documentCount < 2) return;
    const root = document.root?.span ?? { start: 0, end: 0 };
    const marker = document.text.indexOf('\n---', root.end) + 1;
    const span = marker > 0 ? { start: marker, end: marker + 3 } : { start: root.start, end: root.start + 1 };
    yield {
      span,
      message: 'A rule file holds one YAML document; what stands behind `---` is ignored',
    };
  },
};

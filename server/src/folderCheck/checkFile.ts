import type { CheckOptions, RuleService } from '@rulesmith/rules';
import type { Diagnostic } from 'vscode-languageserver/node';
import { pageOf } from '../checkPages.ts';
import { LineIndex } from '../convert/lineIndex.ts';
import { toDiagnostic } from '../convert/toProtocol.ts';

/** The findings of a file that is not open, of which nothing is kept. */
export function checkFile(service: RuleService, uri: string, text: string, options: CheckOptions): Diagnostic[] {
  try {
    const document = service.document(uri, 0, text.replace(/^\uFEFF/, ''));
    const lines = new LineIndex(document.text);
    return service.diagnostics(document, options).map((diagnostic) => toDiagnostic(diagnostic, lines, pageOf(diagnostic.code)));
  } finally {
    service.close(uri);
  }
}

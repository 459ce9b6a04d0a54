import type { HitsFinding, TextSpan } from '@rulesmith/protocol';
import { element } from '../dom.ts';
import { followTheme } from './editorTheme.ts';
import { kustoLanguageId } from './kustoLanguage.ts';
import { monaco } from './monaco.ts';
import { type QueryPart, queryPartAt } from './queryParts.ts';

export interface QueryEditorOptions {
  readonly text: string;
  /** Where the cursor was; undefined: at the end. */
  readonly selection: monaco.ISelection | undefined;
  onRun(): void;
  /** The text was edited. */
  onEdit(): void;
  /** The cursor moved, or the text was edited. */
  onChange(): void;
}

/** A finding at its place in the whole text. */
export type Marker = Omit<HitsFinding, 'span'> & { readonly span: TextSpan };

const markerOwner = 'rulesmith';
const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
} as const;

/** The editor of the pane: Monaco with our keys, theme and markers. Text is in offsets of a text whose lines end with `\n`. */
export class QueryEditor {
  readonly element: HTMLElement = element('div', { class: 'query-editor' });
  readonly #editor: monaco.editor.IStandaloneCodeEditor;
  readonly #model: monaco.editor.ITextModel;

  constructor({ text, selection, onRun, onEdit, onChange }: QueryEditorOptions) {
    followTheme();
    this.#model = monaco.editor.createModel('', kustoLanguageId);
    this.#model.setEOL(monaco.editor.EndOfLineSequence.LF);
    this.#model.setValue(text);
    this.#editor = monaco.editor.create(this.element, { ...editorOptions(), model: this.#model });
    // Monaco appends a key to the label that does nothing in an editor of its own.
    this.#editor.updateOptions({ ariaLabel: 'KQL query of the hits. Control Enter runs it, Tab leaves the editor.' });
    // Among buttons and a grid Tab is for moving on; another Control M makes it indent.
    this.#editor.trigger(markerOwner, 'editor.action.toggleTabFocusMode', {});
    if (selection === undefined) this.#editor.setPosition(this.#model.getPositionAt(text.length));
    else this.#editor.setSelection(monaco.Selection.liftSelection(selection));
    for (const key of [monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, monaco.KeyMod.Shift | monaco.KeyCode.Enter]) {
      this.#editor.addCommand(key, () => {
        this.#editor.trigger(markerOwner, 'hideSuggestWidget', {});
        onRun();
      });
    }
    this.#editor.onDidChangeCursorSelection(onChange);
    this.#model.onDidChangeContent(() => {
      onEdit();
      onChange();
    });
  }

  get text(): string {
    return this.#model.getValue();
  }

  get selection(): monaco.ISelection | undefined {
    return this.#editor.getSelection() ?? undefined;
  }

  /** What Run means: the selection where there is one, else the query at the cursor; undefined where there is none. */
  get chosenQuery(): QueryPart | undefined {
    const selection = this.#editor.getSelection();
    if (selection !== null && !selection.isEmpty()) {
      return { text: this.#model.getValueInRange(selection), start: this.#model.getOffsetAt(selection.getStartPosition()) };
    }
    const position = this.#editor.getPosition();
    return queryPartAt(this.text, position === null ? 0 : this.#model.getOffsetAt(position));
  }

  showMarkers(markers: readonly Marker[]): void {
    monaco.editor.setModelMarkers(
      this.#model,
      markerOwner,
      markers.map(({ severity, message, code, span }) => ({
        ...this.#rangeOf(span),
        severity: severities[severity],
        message,
        code,
      })),
    );
  }

  /** Puts the cursor at a place and the focus into the editor. */
  reveal(span: TextSpan): void {
    const range = this.#rangeOf(span);
    this.#editor.setSelection(range);
    this.#editor.revealRangeInCenterIfOutsideViewport(range);
    this.#editor.focus();
  }

  /** The line of an offset, from 1. */
  lineOf(offset: number): number {
    return this.#model.getPositionAt(offset).lineNumber;
  }

  focus(): void {
    this.#editor.focus();
  }

  #rangeOf({ start, end }: TextSpan): monaco.IRange {
    return monaco.Range.fromPositions(this.#model.getPositionAt(start), this.#model.getPositionAt(end));
  }
}

function editorOptions(): monaco.editor.IStandaloneEditorConstructionOptions {
  const style = getComputedStyle(document.documentElement);
  const fontFamily = style.getPropertyValue('--vscode-editor-font-family').trim();
  const fontSize = Number.parseFloat(style.getPropertyValue('--vscode-editor-font-size'));
  return {
    accessibilitySupport: document.body.classList.contains('vscode-using-screen-reader') ? 'on' : 'auto',
    automaticLayout: true,
    fixedOverflowWidgets: true,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 8,
    folding: false,
    glyphMargin: false,
    overviewRulerLanes: 0,
    renderLineHighlight: 'none',
    padding: { top: 6, bottom: 6 },
    wordWrap: 'on',
    wrappingIndent: 'indent',
    wordBasedSuggestions: 'off',
    occurrencesHighlight: 'off',
    links: false,
    contextmenu: false,
    ...(fontFamily === '' ? {} : { fontFamily }),
    ...(Number.isFinite(fontSize) ? { fontSize } : {}),
  };
}

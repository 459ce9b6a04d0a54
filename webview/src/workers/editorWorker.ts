/** Monaco's own worker, which compares texts and finds what looks deceptive in them. */
import 'monaco-editor/esm/vs/editor/editor.worker.js';

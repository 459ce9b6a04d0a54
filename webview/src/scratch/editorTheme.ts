/** Monaco's colours from those that VS Code gives the page as CSS variables, now and whenever the theme changes. */
import { hexOfComputedColor } from './cssColor.ts';
import { monaco } from './monaco.ts';

const themeName = 'vscode';
const variablePrefix = '--vscode-';

/** What the body's class says of the theme, the theme of Monaco to inherit from, and the colours of KQL, which no CSS variable tells. */
const themeKinds = [
  { bodyClass: 'vscode-high-contrast-light', base: 'hc-light', tokens: 'high-contrast-light' },
  { bodyClass: 'vscode-high-contrast', base: 'hc-black', tokens: 'high-contrast' },
  { bodyClass: 'vscode-light', base: 'vs', tokens: 'light' },
  { bodyClass: 'vscode-dark', base: 'vs-dark', tokens: 'dark' },
] as const;

/** The tokens of the grammar that colours at once, and the colours of `kqlTokens.css` for them. */
const grammarTokens: Readonly<Record<string, string>> = {
  comment: '--kql-comment',
  string: '--kql-string',
  number: '--kql-number',
  keyword: '--kql-keyword',
  'operator.sql': '--kql-operator',
  predefined: '--kql-function',
};

/** Applies the theme and follows its changes for as long as the page lives. */
export function followTheme(): void {
  applyTheme();
  const observer = new MutationObserver(applyTheme);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
}

function applyTheme(): void {
  const { classList } = document.body;
  const kind = themeKinds.find(({ bodyClass }) => classList.contains(bodyClass)) ?? themeKinds[2];
  document.body.dataset.kqlTokens = kind.tokens;
  const computed = new ComputedColors();
  monaco.editor.defineTheme(themeName, { base: kind.base, inherit: true, rules: tokenRules(computed), colors: workbenchColors(computed) });
  monaco.editor.setTheme(themeName);
  computed.dispose();
}

function tokenRules(computed: ComputedColors): monaco.editor.ITokenThemeRule[] {
  return Object.entries(grammarTokens).flatMap(([token, variable]) => {
    const color = computed.hexOf(variable);
    return color === undefined ? [] : [{ token, foreground: color.slice(1, 7) }];
  });
}

/** `--vscode-editor-background` is VS Code's colour `editor.background`, and Monaco's of the same name. */
function workbenchColors(computed: ComputedColors): Record<string, string> {
  const { style } = document.documentElement;
  const names = Array.from(style).filter((name) => name.startsWith(variablePrefix));
  const colors: Record<string, string> = {};
  for (const name of names) {
    const color = computed.hexOf(name);
    if (color !== undefined) colors[name.slice(variablePrefix.length).replaceAll('-', '.')] = color;
  }
  return colors;
}

/** Asks the browser what a variable comes to as a colour. */
class ComputedColors {
  readonly #probe = document.createElement('span');

  constructor() {
    this.#probe.hidden = true;
    document.body.append(this.#probe);
  }

  /** Undefined where the variable is no colour. */
  hexOf(variable: string): string | undefined {
    const value = getComputedStyle(document.body).getPropertyValue(variable).trim();
    if (value === '' || !CSS.supports('color', value)) return undefined;
    this.#probe.style.color = value;
    return hexOfComputedColor(getComputedStyle(this.#probe).color);
  }

  dispose(): void {
    this.#probe.remove();
  }
}

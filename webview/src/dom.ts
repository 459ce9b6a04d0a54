/**
 * How the page makes elements. Text always becomes a text node and attributes are set by name, so that log data can never become markup.
 */

/** Attributes by name; `undefined` and `false` leave the attribute out, `true` sets it empty. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export type Child = Node | string | undefined;

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  setAttributes(node, attributes);
  node.append(...children.filter((child) => child !== undefined));
  return node;
}

export function setAttributes(node: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) node.removeAttribute(name);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
}

/** A push button that calls `onClick`; its text is its accessible name. */
export function button(label: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const node = element('button', { type: 'button', ...attributes }, label);
  node.addEventListener('click', onClick);
  return node;
}

const svgNamespace = 'http://www.w3.org/2000/svg';

/** An icon of 16 by 16 drawn with one stroked path; it says nothing to a screen reader. */
export function icon(path: string, className: string): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  setAttributes(svg, { viewBox: '0 0 16 16', class: `icon ${className}`, 'aria-hidden': 'true' });
  const shape = document.createElementNS(svgNamespace, 'path');
  setAttributes(shape, { d: path });
  svg.append(shape);
  return svg;
}

export const iconPaths = {
  fires: 'M8 1.8 14.6 13.5H1.4Z M8 6v3.6 M8 11.4v.6',
  quiet: 'M8 1.7a6.3 6.3 0 1 0 0 12.6A6.3 6.3 0 0 0 8 1.7Z M4.8 8h6.4',
  failed: 'M8 1.7a6.3 6.3 0 1 0 0 12.6A6.3 6.3 0 0 0 8 1.7Z M5.6 5.6l4.8 4.8 M10.4 5.6l-4.8 4.8',
} as const;

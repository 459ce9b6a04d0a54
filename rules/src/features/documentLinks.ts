import type { Span } from '@rulesmith/kql';
import { techniqueId } from '../checks/techniqueId.ts';
import { techniques, techniqueUrl } from '../facts/mitre.ts';
import type { RuleDocument } from '../ruleDocument.ts';
import { textOf, walk, type YamlScalar } from '../yaml/yamlTree.ts';
import { keyPath } from './columnNames.ts';

/** A text of the file that leads to a page. */
export interface DocumentLink {
  readonly span: Span;
  readonly url: string;
  readonly tooltip?: string;
}

/** Addresses in descriptions, and techniques to their pages at MITRE ATT&CK. */
export function documentLinks(document: RuleDocument): DocumentLink[] {
  if (document.kind === 'other' || document.root === undefined) return [];
  const links: DocumentLink[] = [];
  for (const { node, path } of walk(document.root)) {
    if (node.type !== 'scalar' || textOf(node) === undefined) continue;
    const key = keyPath(path);
    if (key === 'relevantTechniques') links.push(...techniqueLink(node));
    else if (/(?:^|\.)description(?:-detailed)?$/i.test(key)) links.push(...addresses(node));
  }
  return links;
}

function techniqueLink(node: YamlScalar): DocumentLink[] {
  const id = node.text.trim();
  const technique = techniqueId.test(id) ? techniques().get(id) : undefined;
  return technique === undefined ? [] : [{ span: node.span, url: techniqueUrl(id), tooltip: `${technique.name} at MITRE ATT&CK` }];
}

/** Nothing but http and https. */
function addresses(node: YamlScalar): DocumentLink[] {
  const { text, map } = node.content();
  return [...text.matchAll(/\bhttps?:\/\/\w[^\s<>"'`\\]*/g)].map((match) => {
    const url = withoutEnd(match[0]);
    return { span: map.toSource({ start: match.index, end: match.index + url.length }), url };
  });
}

/** Without punctuation at the end, and without a closing bracket that was opened before the address. */
function withoutEnd(url: string): string {
  let end = url.length;
  const isOpened = /[([]/.test(url);
  while (end > 0 && ('.,;:!?'.includes(url[end - 1] as string) || (!isOpened && ')]'.includes(url[end - 1] as string)))) end--;
  return url.slice(0, end);
}

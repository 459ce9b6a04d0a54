import { entryOf, type YamlEntry } from '../yaml/yamlTree.ts';
import type { CheckContext } from './check.ts';

/** `incidentConfiguration.groupingConfiguration`, whatever it is. */
export function groupingEntry({ document }: CheckContext): YamlEntry | undefined {
  return entryOf(entryOf(document.root, 'incidentConfiguration')?.value, 'groupingConfiguration');
}

export const groupByKeys = ['groupByEntities', 'groupByAlertDetails', 'groupByCustomDetails'] as const;
export const matchingMethods = ['AllEntities', 'AnyAlert', 'Selected'] as const;

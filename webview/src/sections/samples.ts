import type { SampleSummary } from '@rulesmith/protocol';
import { element } from '../dom.ts';
import { countOf, formatCount } from '../text.ts';

const headings = ['Table', 'File', 'Format', 'Rows', 'Outside the window', 'Skipped'];

/** What the rule ran on: each sample with its rows, those outside the window, and those that could not be read. */
export function samplesSection(samples: readonly SampleSummary[], notes: readonly string[]): HTMLElement {
  return element(
    'div',
    { class: 'samples' },
    notes.length === 0 ? undefined : element('ul', { class: 'notes' }, ...notes.map((note) => element('li', {}, note))),
    sampleTable(samples),
    ...samples.filter((sample) => sample.skipped > 0).map(skippedRows),
  );
}

function sampleTable(samples: readonly SampleSummary[]): HTMLElement {
  return element(
    'table',
    { class: 'sample-table' },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...headings.map((title, index) => element('th', { scope: 'col', class: index > 2 ? 'numeric' : undefined }, title)),
      ),
    ),
    element('tbody', {}, ...samples.map(sampleRow)),
  );
}

function sampleRow(sample: SampleSummary): HTMLElement {
  const counts = [sample.rows, sample.outsideWindow, sample.skipped];
  return element(
    'tr',
    {},
    element('td', {}, sample.table),
    element('td', { class: 'path', title: sample.path }, sample.path),
    element('td', {}, sample.format),
    ...counts.map((count, index) => element('td', { class: index > 0 && count > 0 ? 'numeric warn' : 'numeric' }, formatCount(count))),
  );
}

function skippedRows(sample: SampleSummary): HTMLElement {
  const shown = sample.firstSkipped.map(({ line, reason }) =>
    element('li', {}, element('span', { class: 'line-number' }, `Line ${formatCount(line)}:`), ` ${reason}`),
  );
  const rest = sample.skipped - shown.length;
  return element(
    'section',
    { class: 'skipped' },
    element('h4', {}, `${countOf(sample.skipped, 'row')} of ${sample.path} could not be read`),
    element('ul', {}, ...shown, rest > 0 ? element('li', { class: 'section-hint' }, `and ${formatCount(rest)} more`) : undefined),
  );
}

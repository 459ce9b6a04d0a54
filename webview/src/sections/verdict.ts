import type { RunFailure, RunSummary } from '@rulesmith/protocol';
import { button, element, icon, iconPaths } from '../dom.ts';
import { countOf, formatBytes, formatDuration, formatInstant } from '../text.ts';
import type { PageActions } from './pageActions.ts';

/** The first thing to read: does the rule fire, which rule, and what was run. */
export function verdictSection(summary: RunSummary, actions: PageActions): HTMLElement {
  const { fires, text } = summary.verdict;
  return element(
    'header',
    { class: `verdict ${fires ? 'fires' : 'quiet'}` },
    fires ? icon(iconPaths.fires, 'verdict-icon') : icon(iconPaths.quiet, 'verdict-icon'),
    element(
      'div',
      { class: 'verdict-body' },
      element(
        'div',
        { class: 'verdict-text' },
        element('h1', { role: 'status' }, text),
        element('p', { class: 'rule-name', title: summary.rule.path }, summary.rule.name ?? summary.rule.path),
        element('p', { class: 'facts' }, ...facts(summary).map((fact) => element('span', {}, fact))),
      ),
      verdictActions(actions),
    ),
  );
}

function verdictActions(actions: PageActions): HTMLElement {
  return element(
    'div',
    { class: 'verdict-actions' },
    button('Run Again', actions.runAgain),
    button('Query the Hits', actions.queryHits, { class: 'secondary', title: 'Query the rows of this run further with KQL' }),
    button('Choose Samples…', actions.chooseSamples, { class: 'secondary' }),
  );
}

function facts({ timings, window, now, memoryBytes }: RunSummary): string[] {
  const facts = [`Window ${formatInstant(window.from)} to ${formatInstant(window.to)}`];
  if (now !== window.to) facts.push(`now() = ${formatInstant(now)}`);
  facts.push(`${formatDuration(timings.totalMs)} (loading ${formatDuration(timings.loadMs)}, query ${formatDuration(timings.queryMs)})`);
  facts.push(`${formatBytes(memoryBytes)} used by samples and runs`);
  return facts;
}

const failureTitles: Readonly<Record<RunFailure['kind'], string>> = {
  noSample: 'No sample to run on',
  sampleError: 'The sample cannot be used',
  queryError: 'The query cannot run',
  noQuery: 'Nothing to run',
  limit: 'The run was stopped at a limit',
  crashed: 'The query worker ended unexpectedly',
  cancelled: 'The run was cancelled',
};

/** What a run that gave no result shows instead of one. */
export function failureSection(failure: RunFailure, actions: PageActions): HTMLElement {
  const searched = searchedPlaces(failure);
  return element(
    'section',
    { class: 'failure' },
    element(
      'header',
      { class: 'verdict failed' },
      icon(iconPaths.failed, 'verdict-icon'),
      element(
        'div',
        { class: 'verdict-text' },
        element('h1', { role: 'alert' }, failureTitles[failure.kind]),
        element('p', { class: 'rule-name', title: failure.rule.path }, failure.rule.name ?? failure.rule.path),
      ),
    ),
    element(
      'div',
      { class: 'failure-body' },
      element('p', { class: 'failure-message' }, failure.message),
      failure.remedy === undefined ? undefined : element('p', {}, failure.remedy),
      searched.length === 0 ? undefined : element('p', {}, 'Looked in:'),
      searched.length === 0 ? undefined : element('ul', { class: 'searched' }, ...searched.map((place) => element('li', {}, place))),
      element('div', { class: 'failure-actions' }, ...failureButtons(failure, actions)),
    ),
  );
}

/** Where samples were looked for, unless the message has said it already. */
function searchedPlaces({ message, searched = [] }: RunFailure): readonly string[] {
  return searched.every((place) => message.includes(place)) ? [] : searched;
}

function failureButtons(failure: RunFailure, actions: PageActions): HTMLElement[] {
  const buttons = [button('Run Again', actions.runAgain, { class: 'secondary' })];
  if (failure.kind === 'crashed') buttons.unshift(button('Show Log', actions.showOutput));
  if (failure.kind === 'noSample' || failure.kind === 'sampleError') buttons.unshift(button('Choose Samples…', actions.chooseSamples));
  if (failure.range !== undefined) buttons.unshift(button(`Go to Line ${failure.range.start.line + 1}`, actions.revealFailure));
  return buttons;
}

/** One line for a screen reader when a result came. */
export function spokenSummary(summary: RunSummary): string {
  return `${summary.verdict.text}. ${countOf(summary.rowCount, 'row')}, ${countOf(summary.alerts.length, 'alert')}.`;
}

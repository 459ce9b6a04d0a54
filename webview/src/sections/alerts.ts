import type { AlertEntity, AlertSummary } from '@rulesmith/protocol';
import { button, element } from '../dom.ts';
import { countOf, formatCount } from '../text.ts';
import type { PageActions } from './pageActions.ts';

const entitiesAtOnce = 50;

/** The alerts that the rule would raise, with what an analyst would see in them. */
export function alertsSection(alerts: readonly AlertSummary[], actions: PageActions): HTMLElement {
  if (alerts.length === 0) return element('p', { class: 'empty' }, 'The rule does not fire, so there is no alert.');
  return element('div', { class: 'alerts' }, ...alerts.map((alert, index) => alertCard(alert, index, actions)));
}

function alertCard(alert: AlertSummary, index: number, actions: PageActions): HTMLElement {
  const details = Object.entries(alert.customDetails);
  return element(
    'article',
    { class: 'alert' },
    element('h3', {}, severityBadge(alert.severity), alert.title),
    alert.description === '' ? undefined : element('p', { class: 'alert-description' }, alert.description),
    element('p', { class: 'facts' }, ...labels(alert)),
    button(`Show ${countOf(alert.rows, 'Row')}`, () => actions.showAlertRows(index), { class: 'link' }),
    section('Entities', alert.entities.length === 0 ? emptyEntities() : entityTable(alert.entities)),
    details.length === 0 ? undefined : section('Custom details', customDetails(details)),
  );
}

function severityBadge(severity: string): HTMLElement {
  return element('span', { class: `severity severity-${severity.toLowerCase().replace(/[^a-z]/g, '')}` }, severity);
}

function labels(alert: AlertSummary): HTMLElement[] {
  return [...alert.tactics, ...alert.techniques].map((label) => element('span', { class: 'label' }, label));
}

function section(title: string, content: HTMLElement): HTMLElement {
  return element('section', {}, element('h4', {}, title), content);
}

function emptyEntities(): HTMLElement {
  return element('p', { class: 'empty' }, 'No entity was mapped: the mapped columns are empty, or the rule maps none.');
}

function entityTable(entities: readonly AlertEntity[]): HTMLElement {
  const body = element('tbody');
  const table = element(
    'table',
    { class: 'entities' },
    element('thead', {}, element('tr', {}, ...['Type', 'Identifiers', 'Rows'].map((title) => element('th', { scope: 'col' }, title)))),
    body,
  );
  const wrapper = element('div', {}, table);
  appendEntities(wrapper, body, entities, 0);
  return wrapper;
}

function appendEntities(wrapper: HTMLElement, body: HTMLElement, entities: readonly AlertEntity[], from: number): void {
  const end = Math.min(entities.length, from + entitiesAtOnce);
  body.append(...entities.slice(from, end).map(entityRow));
  if (end === entities.length) return;
  const more = button(
    `Show ${formatCount(entities.length - end)} More Entities`,
    () => {
      more.remove();
      appendEntities(wrapper, body, entities, end);
    },
    { class: 'link' },
  );
  wrapper.append(more);
}

function entityRow(entity: AlertEntity): HTMLElement {
  const identifiers = Object.entries(entity.identifiers).map(([name, value]) =>
    element(
      'span',
      { class: 'identifier' },
      element('span', { class: 'identifier-name' }, `${name} `),
      element('span', { class: 'identifier-value' }, value),
    ),
  );
  return element(
    'tr',
    {},
    element('td', {}, entity.type),
    element('td', {}, ...identifiers),
    element('td', { class: 'numeric' }, entity.rowIndices === undefined ? '' : formatCount(entity.rowIndices.length)),
  );
}

function customDetails(details: readonly (readonly [string, readonly string[]])[]): HTMLElement {
  const rows = details.flatMap(([name, values]) => [element('dt', {}, name), element('dd', {}, values.join(', '))]);
  return element('dl', { class: 'custom-details' }, ...rows);
}

import { element, setAttributes } from './dom.ts';

export interface Tab {
  readonly id: string;
  readonly title: string;
  /** Behind the title, muted: how many there are. */
  readonly badge: string;
  readonly content: HTMLElement;
}

export interface Tabs {
  readonly element: HTMLElement;
  /** Shows the tab with this id; an unknown one is ignored. */
  select(id: string): void;
}

/** Tabs as WAI-ARIA describes them: arrow keys move between the tabs, only the selected one is in the tab order. */
export function createTabs(tabs: readonly Tab[], selected: string, onSelect: (id: string) => void): Tabs {
  const list = element('div', { role: 'tablist', class: 'tab-list', 'aria-label': 'Result' });
  const buttons = tabs.map((tab) => tabButton(tab));
  const panels = tabs.map((tab) =>
    element('div', { role: 'tabpanel', id: `panel-${tab.id}`, class: 'tab-panel', 'aria-labelledby': `tab-${tab.id}` }, tab.content),
  );

  const select = (id: string): void => {
    if (!tabs.some((tab) => tab.id === id)) return;
    for (const [index, tab] of tabs.entries()) {
      const isSelected = tab.id === id;
      setAttributes(buttons[index] as Element, { 'aria-selected': String(isSelected), tabindex: isSelected ? 0 : -1 });
      (panels[index] as HTMLElement).hidden = !isSelected;
    }
    onSelect(id);
  };
  for (const [index, tab] of tabs.entries()) buttons[index]?.addEventListener('click', () => select(tab.id));
  list.addEventListener('keydown', (event) => {
    const target = targetOf(event.key, buttons.indexOf(document.activeElement as HTMLButtonElement), tabs.length);
    if (target === undefined) return;
    event.preventDefault();
    select(tabs[target]?.id ?? selected);
    buttons[target]?.focus();
  });
  list.append(...buttons);
  select(tabs.some((tab) => tab.id === selected) ? selected : (tabs[0]?.id ?? ''));
  return { element: element('div', { class: 'tabs' }, list, ...panels), select };
}

function tabButton(tab: Tab): HTMLButtonElement {
  const badge = element('span', { class: 'badge' }, tab.badge);
  return element('button', { type: 'button', role: 'tab', id: `tab-${tab.id}`, 'aria-controls': `panel-${tab.id}` }, tab.title, ' ', badge);
}

function targetOf(key: string, current: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return (current - 1 + count) % count;
    case 'ArrowRight':
      return (current + 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

import { useEffect, useRef } from 'react';
import type { Settings } from '../settings.ts';

/**
 * Keys that work everywhere in the page. No letter by itself is among them: those would fire while one types, and while a reader reads. The two
 * maps contradict each other in F3 and F4, as the programs do from which people come.
 */

export type ActionName =
  | 'find'
  | 'answer'
  | 'transfer'
  | 'askFirst'
  | 'hold'
  | 'hangUp'
  | 'nextRegion'
  | 'previousRegion'
  | 'situation'
  | 'again'
  | 'help';

/** As `aria-keyshortcuts` has them. */
type Key = string;

const EVERYWHERE: readonly (readonly [Key, ActionName])[] = [
  ['Control+K', 'find'],
  ['Control+Enter', 'answer'],
  ['F2', 'nextRegion'],
  ['Shift+F2', 'previousRegion'],
  ['Alt+W', 'situation'],
  ['Alt+R', 'again'],
  ['?', 'help'],
];
const MAPS: Readonly<Record<Settings['keys'], readonly (readonly [Key, ActionName])[]>> = {
  client: [
    ['F3', 'find'],
    ['F4', 'transfer'],
    ['F5', 'askFirst'],
    ['F7', 'hold'],
    ['F8', 'hangUp'],
  ],
  web: [
    ['F3', 'answer'],
    ['F4', 'hangUp'],
    ['F5', 'askFirst'],
    ['F7', 'hold'],
    ['F8', 'transfer'],
  ],
};
/** Kept from the browser though they do nothing: who presses F5 with no call must not lose the page. */
const KEPT: ReadonlySet<Key> = new Set(['F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9']);

export type Actions = Partial<Record<ActionName, () => void>>;

export function bindings(map: Settings['keys']): readonly (readonly [Key, ActionName])[] {
  return [...MAPS[map], ...EVERYWHERE];
}

/** The key for an action, for labels. */
export function keyFor(action: ActionName, map: Settings['keys']): Key | undefined {
  return bindings(map).find(([, name]) => name === action)?.[0];
}

export function useKeys(map: Settings['keys'], actions: Actions): void {
  const current = useRef(actions);
  current.current = actions;
  useEffect(() => {
    const byKey = new Map(bindings(map));
    const listener = (event: KeyboardEvent) => {
      if (event.isComposing || event.repeat) return;
      const key = keyOf(event);
      const action = byKey.get(key);
      if (key === '?' && isTyping(event.target)) return;
      if (!action && !KEPT.has(key)) return;
      event.preventDefault();
      if (action) current.current[action]?.();
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, [map]);
}

function keyOf(event: KeyboardEvent): Key {
  if (event.key === '?') return '?'; // wherever it is on the keyboard
  const modifiers = [(event.ctrlKey || event.metaKey) && 'Control+', event.altKey && 'Alt+', event.shiftKey && 'Shift+']
    .filter(Boolean)
    .join('');
  const name = /^F\d+$/.test(event.code) ? event.code : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return modifiers + name;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

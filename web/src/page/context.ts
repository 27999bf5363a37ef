import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { Link } from './link.ts';
import { settings } from './settings.ts';
import { en, type Texts } from './texts/en.ts';
import { fr } from './texts/fr.ts';

/** What components reach for: the line to the worker and its values, texts, settings. */

export const LinkContext = createContext<Link | undefined>(undefined);

export function useLink(): Link {
  const link = useContext(LinkContext);
  if (!link) throw new Error('outside of a session');
  return link;
}

/** A value of the worker's store; undefined until it has come. */
export function useValue<Value>(key: string): Value | undefined {
  const link = useLink();
  const subscribe = useCallback((listener: () => void) => link.subscribe(key, listener), [link, key]);
  return useSyncExternalStore(subscribe, () => link.get<Value>(key));
}

export function useSettings() {
  return useSyncExternalStore(settings.subscribe, settings.get);
}

/** Longer texts in other letters, for tests of what does not fit: "[Šíĝñ íñ~~]". */
export const PSEUDO = new URLSearchParams(window.location.search).has('pseudo');

export function useTexts(): Texts {
  const { language } = useSettings();
  if (PSEUDO) return pseudo;
  return language === 'fr' ? fr : en;
}

const pseudo = lengthened(en) as Texts;

function lengthened(value: unknown): unknown {
  if (typeof value === 'string') return /^[a-z]{2}-[A-Z]{2}$/.test(value) ? value : longer(value);
  if (typeof value === 'function') return (...parts: unknown[]) => longer(String(value(...parts)));
  return Object.fromEntries(Object.entries(value as object).map(([name, each]) => [name, lengthened(each)]));
}

function longer(text: string): string {
  return `[${text.replace(/[aeiou]/g, letter => ({ a: 'á', e: 'ë', i: 'ï', o: 'ö', u: 'ü' })[letter] ?? letter)}${'~'.repeat(Math.ceil(text.length * 0.4))}]`;
}

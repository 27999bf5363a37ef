import { createContext, useCallback, useContext, useRef, useSyncExternalStore } from 'react';
import type { Link } from './link.ts';
import { settings } from './settings.ts';
import { en, type Texts } from './texts/en.ts';
import { fr } from './texts/fr.ts';
import { pseudo } from './texts/pseudo.ts';

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

/** The same of several keys, in their order. */
export function useValues<Value>(keys: readonly string[]): readonly (Value | undefined)[] {
  const link = useLink();
  const joined = keys.join('\n');
  const last = useRef<readonly (Value | undefined)[]>([]);
  const subscribe = useCallback(
    (listener: () => void) => {
      const endings = joined.split('\n').map(key => link.subscribe(key, listener));
      return () => {
        for (const end of endings) end();
      };
    },
    [link, joined],
  );
  return useSyncExternalStore(subscribe, () => {
    const now = keys.map(key => link.get<Value>(key));
    const isSame = now.length === last.current.length && now.every((value, place) => value === last.current[place]);
    if (!isSame) last.current = now;
    return last.current;
  });
}

export function useSettings() {
  return useSyncExternalStore(settings.subscribe, settings.get);
}

const isPseudo = new URLSearchParams(window.location.search).has('pseudo');

export function useTexts(): Texts {
  const { language } = useSettings();
  if (isPseudo) return pseudo;
  return language === 'fr' ? fr : en;
}

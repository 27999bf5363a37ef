import { type Listener, Listeners } from '../state/listeners.ts';

/** What a user likes, in this browser. Every tab follows at once. */

export interface Settings {
  readonly language: 'en' | 'fr';
  readonly theme: 'auto' | 'light' | 'dark';
  readonly density: 'comfortable' | 'compact';
  readonly keys: 'client' | 'web';
  readonly isRinging: boolean;
  /** 0 to 1. */
  readonly volume: number;
  readonly isNotifying: boolean;
  readonly isSpoken: boolean;
  /** Hints that have been closed. */
  readonly closedHints: readonly string[];
}

const NAME = 'crosspoint.settings';
const DEFAULTS: Settings = {
  language: navigator.languages.find(each => /^(en|fr)\b/.test(each))?.startsWith('fr') ? 'fr' : 'en',
  theme: 'auto',
  density: 'comfortable',
  keys: 'client',
  isRinging: true,
  volume: 0.6,
  isNotifying: true,
  isSpoken: true,
  closedHints: [],
};

let current: Settings = read();
const listeners = new Listeners();

export const settings = {
  get: () => current,
  set(changes: Partial<Settings>): void {
    current = { ...current, ...changes };
    try {
      localStorage.setItem(NAME, JSON.stringify(current));
    } catch {} // good for this tab then
    listeners.tell();
  },
  subscribe: (listener: Listener) => listeners.add(listener),
};

window.addEventListener('storage', event => {
  if (event.key !== NAME) return;
  current = read();
  listeners.tell();
});

/** Only what is of the right kind is taken: somebody may have written there. */
function read(): Settings {
  try {
    const stored = JSON.parse(localStorage.getItem(NAME) ?? '{}') as Record<string, unknown>;
    const known = Object.entries(DEFAULTS).filter(([name, value]) => typeof stored[name] === typeof value);
    return { ...DEFAULTS, ...Object.fromEntries(known.map(([name]) => [name, stored[name]])) };
  } catch {
    return DEFAULTS;
  }
}

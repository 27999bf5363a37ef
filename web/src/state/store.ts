import { type Listener, Listeners } from './listeners.ts';

/**
 * Everything that pages show, under keys such as `phones/4`. A value is replaced, never changed, and who subscribed to its key is told once
 * for each batch of changes.
 */

export class Store {
  #values = new Map<string, unknown>();
  #listeners = new Map<string, Listeners>();
  #changed: Set<string> | undefined;

  /** The keeper of a key knows the type of its value. */
  get<Value>(key: string): Value | undefined {
    return this.#values.get(key) as Value | undefined;
  }

  /** Without a value the key is gone. What equals the value that is there changes nothing. */
  set(key: string, value: unknown): void {
    if (isSame(this.#values.get(key), value)) return;
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
    if (this.#changed) this.#changed.add(key);
    else this.#tell(key);
  }

  /** Tells of what `change` changes when it is done. */
  batch(change: () => void): void {
    if (this.#changed) return change();
    const changed = new Set<string>();
    this.#changed = changed;
    try {
      change();
    } finally {
      this.#changed = undefined;
      for (const key of changed) this.#tell(key);
    }
  }

  /** Returns what ends it. */
  subscribe(key: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(key) ?? new Listeners();
    this.#listeners.set(key, listeners);
    const end = listeners.add(listener);
    return () => {
      end();
      if (!listeners.areThere && this.#listeners.get(key) === listeners) this.#listeners.delete(key);
    };
  }

  clear(): void {
    this.batch(() => {
      for (const key of [...this.#values.keys()]) this.set(key, undefined);
    });
  }

  #tell(key: string): void {
    this.#listeners.get(key)?.tell();
  }
}

/** Whether two values of JSON are the same. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every(name => Object.hasOwn(other, name) && isSame(one[name as keyof object], other[name as keyof object]))
  );
}

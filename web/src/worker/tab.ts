import type { Store } from '../state/store.ts';
import type { ToTab, Value } from './messages.ts';

/**
 * One tab as the worker sees it. What has changed of what it wants is sent in one batch, and the next one only when the tab has drawn that:
 * a tab that nobody sees draws nothing and costs nothing, and is right in its first frame.
 */
export class Tab {
  isVisible = false;
  isAudible = false;
  /** When it was last heard of, in milliseconds. */
  heardAt: number;
  readonly send: (message: ToTab) => void;
  #store: Store;
  #wants = new Map<string, () => void>();
  #changed = new Set<string>();
  #hasDrawn = true;
  #isScheduled = false;

  constructor(store: Store, now: number, send: (message: ToTab) => void) {
    this.#store = store;
    this.heardAt = now;
    this.send = send;
  }

  /** The value of each key that is new is told in any case, so that the tab knows of a missing one, too. */
  want(added: readonly string[], removed: readonly string[]): void {
    for (const key of removed) {
      this.#wants.get(key)?.();
      this.#wants.delete(key);
      this.#changed.delete(key);
    }
    for (const key of added) {
      if (!this.#wants.has(key))
        this.#wants.set(
          key,
          this.#store.subscribe(key, () => this.#hasChanged(key)),
        );
      this.#hasChanged(key);
    }
  }

  drawn(): void {
    this.#hasDrawn = true;
    this.#schedule();
  }

  close(): void {
    this.want([], [...this.#wants.keys()]);
  }

  #hasChanged(key: string): void {
    this.#changed.add(key);
    this.#schedule();
  }

  /** Not at once: what changes together is told together. */
  #schedule(): void {
    if (this.#isScheduled || !this.#hasDrawn || this.#changed.size === 0) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      if (this.#hasDrawn && this.#changed.size > 0) this.#tell();
    });
  }

  #tell(): void {
    const values: Value[] = [...this.#changed].map(key => [key, this.#store.get(key)]);
    this.#changed.clear();
    this.#hasDrawn = false;
    this.send({ tell: 'values', values });
  }
}

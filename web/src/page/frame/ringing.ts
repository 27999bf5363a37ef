import type { Listener } from '../../state/store.ts';
import type { RingingCall } from '../../worker/messages.ts';

/** The calls for which this tab rings; none in a tab that is not the one to do so. */
export class Ringing {
  #calls: readonly RingingCall[] = [];
  #listeners = new Set<Listener>();

  get calls(): readonly RingingCall[] {
    return this.#calls;
  }

  take(calls: readonly RingingCall[]): void {
    this.#calls = calls;
    for (const listener of [...this.#listeners]) listener();
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

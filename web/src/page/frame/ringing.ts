import { type Listener, Listeners } from '../../state/listeners.ts';
import type { RingingCall } from '../../worker/messages.ts';

/** The calls for which this tab rings; none in a tab that is not the one to do so. */
export class Ringing {
  #calls: readonly RingingCall[] = [];
  #listeners = new Listeners();

  get calls(): readonly RingingCall[] {
    return this.#calls;
  }

  take(calls: readonly RingingCall[]): void {
    this.#calls = calls;
    this.#listeners.tell();
  }

  subscribe(listener: Listener): () => void {
    return this.#listeners.add(listener);
  }
}

import type { ChatLine } from '../wire/protocol.ts';
import type { Store } from './store.ts';

/** The chat lines that came, under `chat/` and the UUID of who wrote: the last 500 of each of the last 200 people. */

const LINES = 500;
const PEOPLE = 200;

export class Chat {
  #store: Store;
  /** Who wrote last stands last. */
  #people = new Set<string>();

  constructor(store: Store) {
    this.#store = store;
  }

  take(line: ChatLine): void {
    const person = line.from[1];
    this.#people.delete(person);
    this.#people.add(person);
    const lines = this.#store.get<readonly ChatLine[]>(`chat/${person}`) ?? [];
    this.#store.set(`chat/${person}`, [...lines.slice(1 - LINES), line]);
    const [longestSilent] = this.#people;
    if (this.#people.size <= PEOPLE || longestSilent === undefined) return;
    this.#people.delete(longestSilent);
    this.#store.set(`chat/${longestSilent}`, undefined);
  }
}

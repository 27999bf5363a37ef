import type { ChatLine } from '../wire/protocol.ts';
import type { Store } from './store.ts';

/**
 * The chat lines that came, under `chat/` and the UUID of who wrote: the last 500 of each of the last 200 people. Each once: after a restart of
 * the server lines are told again that have no number there.
 */

const LINES = 500;
const PEOPLE = 200;

export class Chat {
  #store: Store;
  /** Who wrote last stands last. */
  #people = new Set<string>();
  #last = 0;

  /** The id of the last line, from where the server can go on; before the first one, a time at which there was nothing to miss. */
  get last(): number {
    return this.#last;
  }

  /** Logged in at that time of the server, in seconds. */
  begin(timenow: number): void {
    if (this.#last === 0) this.#last = Math.floor(timenow * 1e6);
  }

  constructor(store: Store) {
    this.#store = store;
  }

  /** Whether it is new. */
  take(line: ChatLine): boolean {
    if (line.id !== undefined && line.id <= this.#last) return false;
    this.#last = line.id ?? this.#last;
    this.#keep(line);
    return true;
  }

  #keep(line: ChatLine): void {
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

import type { Store } from '../state/store.ts';
import type { People } from './people.ts';
import type { Call } from './user.ts';

/** The user's calls, under `calls`: a number of a user has a name also before the exchange tells it. */
export class Calls {
  #store: Store;
  #people: People;

  constructor(store: Store, people: People) {
    this.#store = store;
    this.#people = people;
    store.subscribe('my_calls', () => this.#name());
  }

  #name(): void {
    const calls = this.#store.get<readonly Call[]>('my_calls') ?? [];
    this.#store.set(
      'calls',
      calls.map(call => ({ ...this.#named(call), ...(call.waiting ? { waiting: this.#named(call.waiting) } : {}) })),
    );
  }

  #named<Party extends { readonly name: string; readonly number: string }>(party: Party): Party {
    return party.name === '' && party.number !== '' ? { ...party, name: this.#people.nameOf(party.number) } : party;
  }
}

import type { Client } from '../client.ts';
import type { ServerMessage } from '../wire/protocol.ts';
import { keyOf, type Person, toPeople } from './person.ts';

/** Whom the user has marked, under `favorites`, by name; under `is_favorite/SOURCE/ID` whether somebody is one. */
export class Favorites {
  #client: Client;

  constructor(client: Client) {
    this.#client = client;
    client.store.subscribe('session', () => this.#load());
  }

  /** Whether the message was about favourites. */
  take(message: ServerMessage): boolean {
    if (message.class === 'people_favorite_update') this.#load();
    else if (message.class === 'people_favorites_result') this.#keep(toPeople(message));
    else return false;
    return true;
  }

  #load(): void {
    if (!this.#client.store.get('session')) return;
    this.#client.command({ class: 'people_favorites' }).then(
      answer => {
        if (answer) this.take(answer);
      },
      () => {}, // the next login asks again
    );
  }

  #keep(people: readonly Person[]): void {
    const { store } = this.#client;
    store.batch(() => {
      for (const person of store.get<readonly Person[]>('favorites') ?? []) store.set(`is_favorite/${keyOf(person)}`, undefined);
      for (const person of people) store.set(`is_favorite/${keyOf(person)}`, true);
      store.set(
        'favorites',
        people.toSorted((one, other) => one.name.localeCompare(other.name)),
      );
    });
  }
}

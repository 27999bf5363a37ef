import type { Client } from '../client.ts';
import type { ClientMessage, ServerMessage } from '../wire/protocol.ts';
import type { RingingCall } from '../worker/messages.ts';
import type { World } from '../world.ts';
import { Calls } from './calls.ts';
import { Favorites } from './favorites.ts';
import { History } from './history.ts';
import { People } from './people.ts';
import { Results } from './results.ts';
import type { Call } from './user.ts';

/** What the worker keeps for the pages beyond what the server pushes. */
export class Desk {
  readonly people: People;
  readonly history: History;
  readonly results: Results;
  #favorites: Favorites;
  #client: Client;

  constructor(client: Client, world: World) {
    this.#client = client;
    client.watch(['users', 'phones', 'voicemails']);
    this.people = new People(client.store);
    new Calls(client.store, this.people);
    this.history = new History(client, world);
    this.results = new Results(client.store, world, number => this.people.nameOf(number));
    this.#favorites = new Favorites(client);
    client.store.subscribe('calls', () => this.#findRinging());
  }

  /** What is no state. */
  event(message: ServerMessage): void {
    void (this.#favorites.take(message) || this.history.take(message) || this.results.take(message));
  }

  commanded(message: ClientMessage, answer: ServerMessage | undefined): void {
    this.results.commanded(message);
    if (answer) this.event(answer);
  }

  get ringing(): readonly RingingCall[] {
    return this.#client.store.get<readonly RingingCall[]>('ringing') ?? [];
  }

  /** A call that an own request makes ring at the own phone is not news. */
  #findRinging(): void {
    const calls = this.#client.store.get<readonly Call[]>('calls') ?? [];
    const ringing = calls.filter(({ state, direction }) => state === 'ringing' && direction === 'in');
    this.#client.store.set(
      'ringing',
      ringing.map(
        ({ id, name, number, queue }): RingingCall => ({ id, name, number, ...(queue === undefined ? {} : { queue }) }),
      ),
    );
  }
}

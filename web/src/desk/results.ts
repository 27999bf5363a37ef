import type { Store } from '../state/store.ts';
import type { FromServer } from '../wire/generated/messages.ts';
import type { ClientMessage, ServerMessage } from '../wire/protocol.ts';
import type { World } from '../world.ts';
import type { Call } from './user.ts';

/** What became of calls and transfers, under `results`, the newest first: for a while each, since nobody wants to miss "busy". */

const SHOWN_FOR = 20_000;
const SHOWN_AT_MOST = 5;
/** A transfer that nobody tells about any more. */
const GIVEN_UP_AFTER = 120_000;

export interface Result {
  readonly id: string;
  /** The other party. */
  readonly name: string;
  readonly number: string;
  /** Of a transfer: who got it, or was to get it, by name where that is known. */
  readonly to?: string;
  /** `pending` while the target of a transfer rings. */
  readonly outcome: 'pending' | FromServer['transfer_result']['result'] | FromServer['call_ended']['result'];
  /** When it was so, in milliseconds by this machine's clock. */
  readonly at: number;
  /** Seconds of conversation. */
  readonly duration?: number;
}

export class Results {
  #store: Store;
  #world: World;
  #nameOf: (number: string) => string;
  #calls = new Map<string, Call>();

  constructor(store: Store, world: World, nameOf: (number: string) => string) {
    this.#nameOf = nameOf;
    this.#store = store;
    this.#world = world;
    store.set('results', []); // who looks for the first time tells by it what is new
    store.subscribe('calls', () => this.#remember());
  }

  /** A command that the server has taken. */
  commanded(message: ClientMessage): void {
    if (message.class !== 'direct_transfer' || message.call === undefined) return;
    this.#show({ ...this.#transferred(message.call, message.number), outcome: 'pending' }, GIVEN_UP_AFTER);
  }

  /** Whether the message was about a result. */
  take(message: ServerMessage): boolean {
    if (message.class === 'transfer_result') {
      const { call, to, result } = message;
      this.#show({ ...this.#transferred(call, to), outcome: result });
    } else if (message.class === 'call_ended') {
      const { call, result, duration } = message;
      const { name = '', number = '' } = this.#calls.get(call) ?? {};
      this.#show({ name, number, id: `call ${call}`, outcome: result, duration });
    } else return false;
    return true;
  }

  close(id: string): void {
    this.#store.set(
      'results',
      this.#results.filter(result => result.id !== id),
    );
  }

  get #results(): readonly Result[] {
    return this.#store.get<readonly Result[]>('results') ?? [];
  }

  /** Of a consultation the one who waits is sent to the one whom the call is with. */
  #transferred(id: string, number: string): Pick<Result, 'id' | 'name' | 'number' | 'to'> {
    const call = this.#calls.get(id);
    const { name = '', number: from = '' } = call?.waiting ?? call ?? {};
    const to = (call?.waiting && call.name) || this.#nameOf(number) || number;
    return { id: `transfer ${id}`, name, number: from, to };
  }

  #show(result: Omit<Result, 'at'>, milliseconds = SHOWN_FOR): void {
    const at = this.#world.now();
    const before = this.#results.find(({ id }) => id === result.id);
    const { name, number } = result.name === '' && result.number === '' && before ? before : result;
    const others = this.#results.filter(({ id }) => id !== result.id);
    this.#store.set('results', [{ ...result, name, number, at }, ...others].slice(0, SHOWN_AT_MOST));
    this.#world.after(milliseconds, () => {
      if (this.#results.some(each => each.id === result.id && each.at === at)) this.close(result.id);
    });
  }

  /** Who the other party was is asked when the call is gone. */
  #remember(): void {
    for (const call of this.#store.get<readonly Call[]>('calls') ?? []) {
      this.#calls.delete(call.id);
      this.#calls.set(call.id, call);
    }
    for (const id of this.#calls.keys()) {
      if (this.#calls.size <= 64) break;
      this.#calls.delete(id);
    }
  }
}

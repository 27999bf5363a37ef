import type { Hears, Socket } from '../../src/world.ts';
import type { SimulatedWorld } from './world.ts';

/**
 * One connection between client and server: everything takes a while, what is on its way when it is cut is lost, and replies overtake
 * pushes, as they do with the real server.
 */

export interface Accepts {
  received(text: string): void;
  closed(code: number): void;
}

/** Half of a round trip, in milliseconds. */
const WAY = 20;
const PUSHES_LAG_AT_MOST = 100;

export class Wire {
  #world: SimulatedWorld;
  #client: Hears;
  #server: Accepts;
  #lastPushAt = 0;
  #isCut = false;
  #isSilent = false;

  constructor(world: SimulatedWorld, client: Hears, accept: (wire: Wire) => Accepts) {
    this.#world = world;
    this.#client = client;
    this.#server = accept(this);
    this.#later(() => this.#client.opened());
  }

  /** The client's end. */
  get socket(): Socket {
    return {
      send: text => this.#later(() => this.#server.received(text)),
      close: code => {
        this.#client = { opened() {}, received() {}, closed() {} };
        this.#world.after(WAY, () => this.#server.closed(code));
        this.#isCut = true;
      },
    };
  }

  /** The server's end. Pushes stay in order among themselves, and replies do. */
  send(text: string, kind: 'reply' | 'push'): void {
    const lag = kind === 'push' ? this.#world.below(PUSHES_LAG_AT_MOST) : 0;
    const at = Math.max(this.#world.now() + WAY + lag, kind === 'push' ? this.#lastPushAt : 0);
    if (kind === 'push') this.#lastPushAt = at;
    this.#later(() => this.#client.received(text), at - this.#world.now());
  }

  /** By the server, which has done with it, or by the network. */
  cut(code = 1006): void {
    if (this.#isCut) return;
    this.#isCut = true;
    this.#world.after(WAY, () => this.#client.closed(code));
    this.#world.after(WAY, () => this.#server.closed(1006));
  }

  /** By a network that tells nobody. */
  fallSilent(): void {
    this.#isSilent = true;
  }

  #later(action: () => void, wait = WAY): void {
    this.#world.after(wait, () => {
      if (!this.#isCut && !this.#isSilent) action();
    });
  }
}

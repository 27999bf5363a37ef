import type { Cancel, Socket, World } from '../world.ts';
import { Backoff, whenTurnedAway } from './backoff.ts';
import { Watchdog } from './watchdog.ts';

/** Keeps a WebSocket to the server open, for ever: opens another when one breaks or is found dead. Knows frames, not messages. */

const LEAVING = 1000;
/** One's own code for "this connection is of no use": with 1000 or 1001 the server would take it for a farewell. */
const GIVEN_UP = 4000;
const POLICY_VIOLATION = 1008;
const TRY_AGAIN_LATER = 1013;
const CONNECT_WITHIN = 10_000;
const PROVEN_AFTER = 5000;

export interface LinkHears {
  opened(): void;
  received(text: string): void;
  lost(): void;
  /** The server wants no more of this client. */
  ended(): void;
  /** Send a question whose answer is to be passed to `answered`. */
  askForLife(): void;
}

export class Link {
  #world: World;
  #url: string;
  #hears: LinkHears;
  #backoff = new Backoff();
  #watchdog: Watchdog;
  #socket: Socket | undefined;
  #isWanted = false;
  #isOpen = false;
  #cancelTimer: Cancel = () => {};

  constructor(world: World, url: string, hears: LinkHears) {
    this.#world = world;
    this.#url = url;
    this.#hears = hears;
    this.#watchdog = new Watchdog(world, { ask: () => hears.askForLife(), dead: () => this.giveUp() });
  }

  start(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.#connect();
  }

  /** For good, with a farewell. */
  stop(): void {
    this.#isWanted = false;
    this.#close(LEAVING);
  }

  send(text: string): void {
    if (this.#isOpen) this.#socket?.send(text);
  }

  /** This connection is of no use: as if it had broken. */
  giveUp(wait?: number): void {
    this.#close(GIVEN_UP);
    this.#again(wait);
  }

  /** What the last open connection was good for has been reached: the next one that breaks is replaced at once. */
  proven(): void {
    this.#cancelTimer = this.#world.after(PROVEN_AFTER, () => this.#backoff.reset());
  }

  answered(): void {
    this.#watchdog.answered();
  }

  /** The machine or the network is back: whatever is waited for is tried now. */
  wake(): void {
    if (this.#socket || !this.#isWanted) return this.#watchdog.doubt();
    this.#cancelTimer();
    this.#connect();
  }

  #connect(): void {
    this.#cancelTimer = this.#world.after(CONNECT_WITHIN, () => this.giveUp());
    this.#socket = this.#world.connect(this.#url, {
      opened: () => {
        this.#cancelTimer();
        this.#isOpen = true;
        this.#watchdog.start();
        this.#hears.opened();
      },
      received: text => {
        this.#watchdog.heard();
        this.#hears.received(text);
      },
      closed: code => this.#closed(code),
    });
  }

  #closed(code: number): void {
    this.#forget();
    this.#isWanted = code !== POLICY_VIOLATION;
    if (!this.#isWanted) return this.#hears.ended();
    this.#again(code === TRY_AGAIN_LATER ? whenTurnedAway(this.#world.random()) : undefined);
  }

  #again(wait = this.#backoff.next(this.#world.now(), this.#world.random())): void {
    this.#cancelTimer = this.#world.after(wait, () => this.#connect());
    this.#hears.lost();
  }

  #close(code: number): void {
    const socket = this.#socket;
    this.#forget();
    socket?.close(code);
  }

  #forget(): void {
    this.#cancelTimer();
    this.#watchdog.stop();
    this.#socket = undefined;
    this.#isOpen = false;
  }
}

import type { Cancel, World } from '../world.ts';

/**
 * Finds out that a connection is dead although its socket still says it is open: after sleep, or when the network has gone without a word.
 * A WebSocket in a browser answers the server's Pings out of sight, so only a question of one's own tells.
 */

const TICK = 1000;
const QUIET_TICKS = 10;
const PATIENCE = 5000;
const PATIENCE_AFTER_SLEEP = 2000;
/** How far the clock may be from where a tick should find it; more, and the machine has slept, or somebody has set the clock. */
const TOLERANCE = 3000;

export interface Watched {
  /** Asks for a sign of life. */
  ask(): void;
  dead(): void;
}

export class Watchdog {
  #world: World;
  #watched: Watched;
  #quietTicks = 0;
  #lastTick = 0;
  #patience = Number.POSITIVE_INFINITY;
  #cancelTick: Cancel | undefined;
  #cancelVerdict: Cancel | undefined;

  constructor(world: World, watched: Watched) {
    this.#world = world;
    this.#watched = watched;
  }

  start(): void {
    this.stop();
    this.#quietTicks = 0;
    this.#lastTick = this.#world.now();
    this.#cancelTick = this.#world.after(TICK, () => this.#tick());
  }

  stop(): void {
    this.#cancelTick?.();
    this.#cancelTick = undefined;
    this.answered();
  }

  /** Something came. It may have lain there since before the question, so it only gives the answer more time. */
  heard(): void {
    this.#quietTicks = 0;
    if (this.#cancelVerdict) this.#judgeAfter(this.#patience);
  }

  /** The answer came. */
  answered(): void {
    this.#cancelVerdict?.();
    this.#cancelVerdict = undefined;
    this.#patience = Number.POSITIVE_INFINITY;
  }

  /** The network or the machine has come back: asks at once and waits less. */
  doubt(): void {
    if (this.#cancelTick) this.#question(PATIENCE_AFTER_SLEEP);
  }

  #tick(): void {
    const now = this.#world.now();
    const drift = Math.abs(now - this.#lastTick - TICK);
    this.#lastTick = now;
    this.#cancelTick = this.#world.after(TICK, () => this.#tick());
    if (drift > TOLERANCE) this.doubt();
    else if (++this.#quietTicks >= QUIET_TICKS && !this.#cancelVerdict) this.#question(PATIENCE);
  }

  #question(patience: number): void {
    if (patience >= this.#patience) return;
    this.#patience = patience;
    this.#judgeAfter(patience);
    this.#watched.ask();
  }

  #judgeAfter(milliseconds: number): void {
    this.#cancelVerdict?.();
    this.#cancelVerdict = this.#world.after(milliseconds, () => {
      this.stop();
      this.#watched.dead();
    });
  }
}

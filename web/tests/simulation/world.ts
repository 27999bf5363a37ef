import type { Cancel, Hears, Socket, World } from '../../src/world.ts';

/** A world whose time moves when a test says so, and whose chance is the same each time. */

interface Timer {
  readonly at: number;
  readonly action: () => void;
}

export type Connect = (url: string, hears: Hears) => Socket;

const refused: Connect = (_url, hears) => {
  throw new Error(`nobody is there for ${hears}`);
};

export class SimulatedWorld implements World {
  connect: Connect = refused;
  #time = Date.UTC(2026, 0, 5, 8);
  #clockError = 0;
  #timers: Timer[] = [];
  #state: number;

  constructor(seed = 1) {
    this.#state = seed;
  }

  now(): number {
    return this.#time + this.#clockError;
  }

  /** Mulberry32. */
  random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** From 0 up to, but not including, `end`. */
  below(end: number): number {
    return Math.floor(this.random() * end);
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  after(milliseconds: number, action: () => void): Cancel {
    const timer = { at: this.#time + Math.max(0, milliseconds), action };
    const place = this.#timers.findLastIndex(other => other.at <= timer.at);
    this.#timers.splice(place + 1, 0, timer);
    return () => {
      this.#timers = this.#timers.filter(other => other !== timer);
    };
  }

  /** Promises that are settled on the way have told their listeners. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#time + milliseconds;
    for (let next = this.#timers[0]; next && next.at <= end; next = this.#timers[0]) {
      this.#timers.shift();
      this.#time = next.at;
      next.action();
      await Promise.resolve();
    }
    this.#time = end;
  }

  /** The machine sleeps, or somebody sets its clock: timers know nothing of it. */
  jump(milliseconds: number): void {
    this.#clockError += milliseconds;
  }
}

/** How far the server's clock is ahead of ours: the median of the last few, since a message that was held up tells too little. */

const REMEMBERED = 8;

export class Clock {
  #offsets: number[] = [];

  /** `timenow` of a message in seconds, and when it came in milliseconds. */
  take(timenow: number, now: number): void {
    this.#offsets = [...this.#offsets.slice(1 - REMEMBERED), timenow * 1000 - now];
  }

  /** Milliseconds. */
  get offset(): number {
    const sorted = this.#offsets.toSorted((one, other) => one - other);
    return sorted[sorted.length >> 1] ?? 0;
  }
}

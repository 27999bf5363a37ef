/** How long to wait before the next try to connect: hardly at all at first, never more than some seconds, and no two clients alike. */

const FIRST = [0, 250, 500, 1000];
const LONGEST = 5000;
const IMPATIENT_FOR = 60_000;
const TURNED_AWAY = 5000;

export class Backoff {
  #tries = 0;
  #slowTries = 0;
  #since: number | undefined;

  next(now: number, random: number): number {
    this.#since ??= now;
    const first = FIRST[this.#tries++] ?? 1000;
    const wait = now - this.#since < IMPATIENT_FOR ? first : Math.min(LONGEST, first * 2 ** ++this.#slowTries);
    return spread(wait, random);
  }

  /** After a connection that has proven itself; one that breaks at once goes on where the last has ended. */
  reset(): void {
    this.#tries = this.#slowTries = 0;
    this.#since = undefined;
  }
}

/** The wait of somebody whom a server with too much to do has asked to come back later: never less than it asks for. */
export function whenTurnedAway(random: number): number {
  return TURNED_AWAY * (1 + 0.3 * random);
}

function spread(wait: number, random: number): number {
  return wait * (0.7 + 0.6 * random);
}

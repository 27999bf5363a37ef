import type { SimulatedWorld } from './world.ts';

/** Tokens as docs/protocol/extensions.md has them: each login brings the next, and one that was replaced and used later was copied. */

const LIFE = 12 * 3600;
const OLD_ONES_STAY_GOOD_FOR = 60_000;

interface Token {
  readonly family: number;
  readonly previous?: string | undefined;
  readonly expires: number;
  isUsed: boolean;
  replacedAt?: number;
}

export class Tokens {
  /** How many logins have ended since somebody seemed to have copied a token. */
  copies = 0;
  canKeep = true;
  #world: SimulatedWorld;
  #tokens = new Map<string, Token>();
  #made = 0;

  constructor(world: SimulatedWorld) {
    this.#world = world;
  }

  get given(): number {
    return this.#made;
  }

  /** For a login with a password, or in place of `previous`. */
  give(previous?: string): { token?: string; token_expires?: number } {
    if (!this.canKeep) return {};
    const before = previous === undefined ? undefined : this.#tokens.get(previous);
    const token = `xp_${++this.#made}`;
    const expires = this.#world.now() / 1000 + LIFE;
    this.#tokens.set(token, { family: before?.family ?? this.#made, previous, expires, isUsed: false });
    return { token, token_expires: expires };
  }

  /** Whether it is good. */
  use(name: string): boolean {
    const token = this.#tokens.get(name);
    if (!token || token.expires * 1000 < this.#world.now()) return false;
    if (token.replacedAt !== undefined && this.#world.now() - token.replacedAt > OLD_ONES_STAY_GOOD_FOR) {
      this.copies++;
      this.end(name);
      return false;
    }
    token.isUsed = true;
    const previous = token.previous === undefined ? undefined : this.#tokens.get(token.previous);
    if (previous) previous.replacedAt ??= this.#world.now();
    return true;
  }

  /** With all of the same login. */
  end(name: string): void {
    const family = this.#tokens.get(name)?.family;
    for (const [each, token] of [...this.#tokens]) if (token.family === family) this.#tokens.delete(each);
  }

  endAll(): void {
    this.#tokens.clear();
  }
}

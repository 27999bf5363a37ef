import type { Cancel, World } from './world.ts';

/** What the status bar tells of the connection. */
export type Status =
  | { readonly state: 'signed_out'; readonly why?: string }
  /** Nothing has been seen yet. */
  | { readonly state: 'signing_in'; readonly problem?: string }
  | { readonly state: 'live' }
  /** What is shown is from `since`, milliseconds since 1970; `old` when that is a while ago. */
  | { readonly state: 'reconnecting' | 'old'; readonly since: number; readonly problem?: string };

/** What a reconnection has brought. */
export interface Missed {
  /** Everything that happened meanwhile has been told, or lists were loaded anew. */
  readonly kind: 'nothing' | 'reloaded';
  /** Messages to the user may be missing. */
  readonly lost: boolean;
}

export interface StatusHears {
  status(status: Status): void;
  /** A reconnection is complete. */
  missed(missed: Missed): void;
}

const OLD_AFTER = 15_000;

/** Makes one status of what happens, and tells each once. */
export class StatusBar {
  /** Why it takes so long. */
  problem: string | undefined;
  #world: World;
  #hears: StatusHears;
  #status: Status = { state: 'signed_out' };
  #since: number | undefined;
  #missed: Missed | undefined;
  #cancelAging: Cancel = () => {};

  constructor(world: World, hears: StatusHears) {
    this.#world = world;
    this.#hears = hears;
  }

  get status(): Status {
    return this.#status;
  }

  signedOut(why?: string): void {
    this.#since = this.#missed = this.problem = undefined;
    this.#show({ state: 'signed_out', ...(why === undefined ? {} : { why }) });
  }

  away(): void {
    if (this.#status.state === 'live') this.#since = this.#world.now();
    const problem = this.problem === undefined ? {} : { problem: this.problem };
    if (this.#since === undefined) return this.#show({ state: 'signing_in', ...problem });
    const age = this.#world.now() - this.#since;
    this.#show({ state: age < OLD_AFTER ? 'reconnecting' : 'old', since: this.#since, ...problem });
    if (age < OLD_AFTER) this.#cancelAging = this.#world.after(Math.max(1, OLD_AFTER - age), () => this.away());
  }

  live(): void {
    this.#show({ state: 'live' });
    const missed = this.#missed;
    this.#missed = undefined;
    if (missed) this.#hears.missed(missed);
  }

  /** To be told when all is live again; the connection may break once more before that. */
  missed({ kind, lost }: Missed): void {
    const before = this.#missed;
    this.#missed = { kind: before?.kind === 'reloaded' ? 'reloaded' : kind, lost: lost || before?.lost === true };
  }

  #show(status: Status): void {
    this.#cancelAging();
    if (JSON.stringify(status) === JSON.stringify(this.#status)) return;
    this.#status = status;
    this.#hears.status(status);
  }
}

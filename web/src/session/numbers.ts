import type { CatchupAnswer, ServerMessage } from '../wire/protocol.ts';

/**
 * Takes each push once and in order of the numbers, however often connections break: remembers up to where everything has been taken, and
 * collects what comes between a login and the answer to `catchup`, where old and new are told together.
 */

const COLLECTED_AT_MOST = 50_000;
const EARLY_AT_MOST = 1000;

export interface Mark {
  readonly epoch: string;
  readonly seq: number;
}

export interface CaughtUp {
  /** In order, none of them taken before. */
  readonly messages: readonly ServerMessage[];
  /** The server counts anew: no number from before means anything. */
  readonly isOtherEpoch: boolean;
  /** More came than could be collected: no state can be trusted, and messages are missing. */
  readonly overflown: boolean;
}

export class Numbers {
  #mark: Mark | undefined;
  #epoch = '';
  #collected: Map<number, ServerMessage> | undefined;
  #overflown = false;
  /** Numbers beyond the mark that have been taken: replies overtake pushes, so they say nothing of what has come before them. */
  #early = new Set<number>();

  /** A session begins; what the last one has collected and not taken is told again. Returns from where it has to catch up; nothing when it is the first one. */
  begin(session: Mark): Mark | undefined {
    this.#epoch = session.epoch;
    this.#overflown = false;
    if (this.#mark) this.#collected = new Map();
    else this.#mark = { epoch: session.epoch, seq: session.seq };
    return this.#collected && this.#mark;
  }

  /** Whether this message is to be taken now. Without a number it always is. */
  take(message: ServerMessage): boolean {
    const { seq, replyid } = message;
    if (seq === undefined) return true;
    if (this.#collected) {
      this.#collect(seq, message, this.#collected);
      return false;
    }
    if (this.#early.has(seq)) return false;
    if (replyid !== undefined) return this.#takeEarly(seq);
    if (seq <= this.#seq) return false;
    this.#advance(seq);
    return true;
  }

  /** What was collected, when the answer to `catchup` is there. */
  caughtUp(answer: CatchupAnswer): CaughtUp {
    const isOtherEpoch = this.#mark?.epoch !== this.#epoch;
    if (isOtherEpoch) {
      this.#mark = { epoch: this.#epoch, seq: 0 };
      this.#early.clear();
    }
    const collected = [...(this.#collected ?? [])].sort(([one], [other]) => one - other);
    const messages = collected.filter(([seq]) => seq > this.#seq && !this.#early.has(seq)).map(([, message]) => message);
    const pushed = collected.filter(([, message]) => message.replyid === undefined).map(([seq]) => seq);
    this.#advance(Math.max(answer.seq ?? 0, pushed.at(-1) ?? 0));
    this.#collected = undefined;
    return { messages, isOtherEpoch, overflown: this.#overflown };
  }

  get #seq(): number {
    return this.#mark?.seq ?? 0;
  }

  #collect(seq: number, message: ServerMessage, collected: Map<number, ServerMessage>): void {
    if (collected.size < COLLECTED_AT_MOST || collected.has(seq)) collected.set(seq, message);
    else this.#overflown = true;
  }

  #takeEarly(seq: number): true {
    if (seq > this.#seq) this.#early.add(seq);
    if (this.#early.size > EARLY_AT_MOST) this.#early.delete(Math.min(...this.#early));
    return true;
  }

  #advance(seq: number): void {
    if (seq > this.#seq) this.#mark = { epoch: this.#epoch, seq };
    for (const early of this.#early) if (early <= this.#seq) this.#early.delete(early);
  }
}

import type { ClientMessage } from '../wire/protocol.ts';

/** What the pages want to hear of: each thing asked for once, however many want it, and again after each login. */

const AT_MOST = 5000;
const ENDINGS: { readonly [beginning: string]: string } = {
  register_agent_status_update: 'unregister_agent_status_update',
  register_endpoint_status_update: 'unregister_endpoint_status_update',
  register_user_status_update: 'unregister_user_status_update',
};

export class Subscriptions {
  #wanted = new Map<string, number>();
  #send: (message: ClientMessage) => void;

  /** `send` may do nothing while there is no session. */
  constructor(send: (message: ClientMessage) => void) {
    this.#send = send;
  }

  /** Returns what ends it. */
  add(message: ClientMessage): () => void {
    const key = JSON.stringify(message);
    const before = this.#wanted.get(key) ?? 0;
    if (before === 0 && this.#wanted.size >= AT_MOST) throw new RangeError(`more than ${AT_MOST} subscriptions`);
    this.#wanted.set(key, before + 1);
    if (before === 0) this.#send(message);
    let isOver = false;
    return () => {
      if (!isOver) this.#end(key);
      isOver = true;
    };
  }

  /** After a login. */
  repeat(): void {
    for (const key of this.#wanted.keys()) this.#send(JSON.parse(key));
  }

  #end(key: string): void {
    const left = (this.#wanted.get(key) ?? 1) - 1;
    if (left > 0) {
      this.#wanted.set(key, left);
      return;
    }
    this.#wanted.delete(key);
    const message: ClientMessage = JSON.parse(key);
    const ending = ENDINGS[message.class];
    if (ending) this.#send({ ...message, class: ending } as ClientMessage);
  }
}

import { CommandError } from '../session/commands.ts';
import type { Listener } from '../state/listeners.ts';
import { Store } from '../state/store.ts';
import type { ClientMessage, ServerMessage } from '../wire/protocol.ts';
import type { Credentials, FromTab, Order, RingingCall, ToTab } from '../worker/messages.ts';

/**
 * The tab's end of the line to the worker: mirrors those values of its store that are drawn. A value that has not come yet reads as undefined,
 * as one that is not there.
 */

export interface LinkHears {
  token(token: string | undefined): void;
  ringing(calls: readonly RingingCall[]): void;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: CommandError) => void;
}

export class Link {
  #send: (message: FromTab) => void;
  #hears: LinkHears;
  #credentials: Credentials;
  #store = new Store();
  /** How many components draw each key. */
  #wanted = new Map<string, number>();
  #added = new Set<string>();
  #removed = new Set<string>();
  #isScheduled = false;
  #waiting = new Map<number, Waiting>();
  #lastRef = 0;

  constructor(send: (message: FromTab) => void, credentials: Credentials, hears: LinkHears) {
    this.#send = send;
    this.#hears = hears;
    this.#credentials = credentials;
    this.#begin();
    document.addEventListener('visibilitychange', () => this.here());
    window.addEventListener('online', () => this.order({ name: 'wake' }));
    window.addEventListener('pagehide', () => this.#send({ do: 'gone' }));
    window.addEventListener('pageshow', event => {
      if (event.persisted) this.#begin();
    });
  }

  take(message: ToTab): void {
    switch (message.tell) {
      case 'values':
        return this.#takeValues(message.values);
      case 'outcome':
        return this.#settle(message);
      case 'found':
        return this.#resolve(message.ref, message.people);
      case 'token':
        if (message.token !== undefined) this.#credentials = { token: message.token };
        return this.#hears.token(message.token);
      case 'ringing':
        return this.#hears.ringing(message.calls);
      case 'are_you_there':
        return this.here();
      case 'who_are_you':
        return this.#begin();
    }
  }

  get<Value>(key: string): Value | undefined {
    return this.#store.get(key);
  }

  /** Returns what ends it. */
  subscribe(key: string, listener: Listener): () => void {
    const end = this.#store.subscribe(key, listener);
    this.#want(key);
    return () => {
      end();
      this.#unwant(key);
    };
  }

  /** Fails with a CommandError. */
  command(message: ClientMessage): Promise<ServerMessage | undefined> {
    return this.#ask(ref => ({ do: 'command', ref, message }));
  }

  /** Ids of users, best first. */
  search(text: string): Promise<readonly string[]> {
    return this.#ask(ref => ({ do: 'search', ref, text }));
  }

  order(order: Order): void {
    this.#send({ do: 'order', order });
  }

  isAudible = false;

  here(): void {
    this.#send({ do: 'here', isVisible: document.visibilityState === 'visible', isAudible: this.isAudible });
  }

  #begin(): void {
    this.#added.clear();
    this.#removed.clear();
    this.#send({ do: 'begin', credentials: this.#credentials, wants: [...this.#wanted.keys()] });
    this.here();
  }

  #takeValues(values: readonly (readonly [string, unknown])[]): void {
    this.#store.batch(() => {
      for (const [key, value] of values) if (this.#wanted.has(key)) this.#store.set(key, value);
    });
    requestAnimationFrame(() => this.#send({ do: 'drawn' }));
  }

  #want(key: string): void {
    const before = this.#wanted.get(key) ?? 0;
    this.#wanted.set(key, before + 1);
    if (before > 0) return;
    if (!this.#removed.delete(key)) this.#added.add(key);
    this.#schedule();
  }

  #unwant(key: string): void {
    const left = (this.#wanted.get(key) ?? 1) - 1;
    if (left > 0) {
      this.#wanted.set(key, left);
      return;
    }
    this.#wanted.delete(key);
    if (!this.#added.delete(key)) this.#removed.add(key);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      for (const key of this.#removed) this.#store.set(key, undefined);
      if (this.#added.size + this.#removed.size > 0)
        this.#send({ do: 'want', added: [...this.#added], removed: [...this.#removed] });
      this.#added.clear();
      this.#removed.clear();
    });
  }

  #ask<Value>(question: (ref: number) => FromTab): Promise<Value> {
    const ref = ++this.#lastRef;
    return new Promise((resolve, reject) => {
      this.#waiting.set(ref, { resolve, reject });
      this.#send(question(ref));
    });
  }

  #settle({ ref, message, trouble, why }: Extract<ToTab, { tell: 'outcome' }>): void {
    if (trouble === undefined) return this.#resolve(ref, message);
    this.#waiting.get(ref)?.reject(new CommandError(trouble, why));
    this.#waiting.delete(ref);
  }

  #resolve(ref: number, value: unknown): void {
    this.#waiting.get(ref)?.resolve(value as never);
    this.#waiting.delete(ref);
  }
}

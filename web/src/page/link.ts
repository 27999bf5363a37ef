import type { CommandError } from '../session/commands.ts';
import { CommandError as Failed } from '../session/commands.ts';
import type { Listener } from '../state/store.ts';
import type { ClientMessage, ServerMessage } from '../wire/protocol.ts';
import type { Credentials, FromTab, Order, RingingCall, ToTab } from '../worker/messages.ts';

/**
 * The tab's end of the line to the worker: mirrors those values of its store that are drawn. A value that has not come yet reads as undefined,
 * as one that is not there; `hasCome` tells them apart.
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
  #values = new Map<string, unknown>();
  #listeners = new Map<string, Set<Listener>>();
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
    return this.#values.get(key) as Value | undefined;
  }

  hasCome(key: string): boolean {
    return this.#values.has(key);
  }

  /** Returns what ends it. */
  subscribe(key: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(key) ?? new Set();
    if (listeners.size === 0) this.#want(key);
    this.#listeners.set(key, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0 || this.#listeners.get(key) !== listeners) return;
      this.#listeners.delete(key);
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
    this.#send({ do: 'begin', credentials: this.#credentials, wants: [...this.#listeners.keys()] });
    this.here();
  }

  #takeValues(values: readonly (readonly [string, unknown])[]): void {
    for (const [key, value] of values) if (this.#listeners.has(key)) this.#values.set(key, value);
    for (const [key] of values) for (const listener of [...(this.#listeners.get(key) ?? [])]) listener();
    requestAnimationFrame(() => this.#send({ do: 'drawn' }));
  }

  #want(key: string): void {
    if (!this.#removed.delete(key)) this.#added.add(key);
    this.#schedule();
  }

  #unwant(key: string): void {
    if (!this.#added.delete(key)) this.#removed.add(key);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      for (const key of this.#removed) this.#values.delete(key);
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
    this.#waiting.get(ref)?.reject(new Failed(trouble, why));
    this.#waiting.delete(ref);
  }

  #resolve(ref: number, value: unknown): void {
    this.#waiting.get(ref)?.resolve(value as never);
    this.#waiting.delete(ref);
  }
}

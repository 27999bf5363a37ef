import { Client } from '../client.ts';
import { Desk } from '../desk/desk.ts';
import type { CommandError } from '../session/commands.ts';
import type { Status } from '../status.ts';
import type { ClientMessage } from '../wire/protocol.ts';
import type { Cancel, World } from '../world.ts';
import type { Credentials, FromTab, Order, ToTab } from './messages.ts';
import { Tab } from './tab.ts';

/**
 * The worker of one sign-in: one connection for all tabs of it. Tabs come and go without a word, so they are asked now and then, and who does
 * not answer has no voice. One tab at most rings and notifies.
 */

const ASKED_EVERY = 10_000;
const SILENT_AFTER = 25_000;
const FORGOTTEN_AFTER = 600_000;
const TABS_AT_MOST = 64;
const WANTS_AT_MOST = 50_000;

/** A tab's end of the line. */
export type Port = (message: ToTab) => void;

export class Hub {
  readonly client: Client;
  readonly desk: Desk;
  #world: World;
  /** Who was seen last stands last. */
  #tabs = new Map<Port, Tab>();
  #voice: Tab | undefined;
  #token: string | undefined;
  #cancelAsking: Cancel = () => {};

  constructor(url: string, world: World) {
    this.#world = world;
    const tokens = {
      load: () => this.#token,
      save: (token: string | undefined) => {
        this.#token = token;
        this.#tellAll(token === undefined ? { tell: 'token' } : { tell: 'token', token });
      },
    };
    this.client = new Client(url, world, tokens, {
      status: status => this.#show(status),
      missed: missed => this.client.store.set('missed', { ...missed, at: world.now() }),
      event: message => this.desk.event(message),
    });
    this.desk = new Desk(this.client, world);
    this.client.store.subscribe('ringing', () => this.#ring());
    this.#askAround();
  }

  take(port: Port, message: FromTab): void {
    if (message.do === 'begin') return this.#begin(port, message.credentials, message.wants);
    const tab = this.#tabs.get(port);
    if (!tab) return port({ tell: 'who_are_you' });
    tab.heardAt = this.#world.now();
    switch (message.do) {
      case 'want':
        return tab.want(message.added.slice(0, WANTS_AT_MOST), message.removed);
      case 'drawn':
        return tab.drawn();
      case 'command':
        return this.#command(port, message.ref, message.message);
      case 'search':
        return port({ tell: 'found', ref: message.ref, people: this.desk.people.search(message.text) });
      case 'order':
        return this.#obey(message.order);
      case 'here':
        return this.#here(port, tab, message.isVisible, message.isAudible);
      case 'gone':
        return this.#forget(port);
    }
  }

  #begin(port: Port, credentials: Credentials, wants: readonly string[]): void {
    this.#tabs.get(port)?.close();
    if (this.#tabs.size >= TABS_AT_MOST) this.#forget([...this.#tabs.keys()][0]!);
    const tab = new Tab(this.client.store, this.#world.now(), port);
    this.#tabs.set(port, tab);
    this.#token ??= 'token' in credentials ? credentials.token : undefined;
    if (this.client.status.state !== 'signed_out') {
      if (this.#token !== undefined) port({ tell: 'token', token: this.#token });
    } else if ('token' in credentials) this.client.resume();
    else this.client.signIn(credentials.login, credentials.password, credentials.presence);
    tab.want(wants.slice(0, WANTS_AT_MOST), []);
  }

  #show(status: Status): void {
    this.client.store.set('status', status);
    this.client.store.set('clock_offset', Math.round(this.client.clock.offset));
  }

  #command(port: Port, ref: number, message: ClientMessage): void {
    this.client.command(message).then(
      answer => {
        this.desk.commanded(message, answer);
        port({ tell: 'outcome', ref, ...(answer ? { message: answer } : {}) });
      },
      (error: CommandError) => port({ tell: 'outcome', ref, trouble: error.trouble, why: error.message }),
    );
  }

  #obey(order: Order): void {
    switch (order.name) {
      case 'sign_out':
        return this.client.signOut(order.everywhere ? 'everywhere' : 'here');
      case 'wake':
        return this.client.wake();
      case 'more_history':
        return this.desk.history.loadMore();
      case 'missed_seen':
        return this.desk.history.seen();
      case 'close_result':
        return this.desk.results.close(order.id);
    }
  }

  #here(port: Port, tab: Tab, isVisible: boolean, isAudible: boolean): void {
    tab.isVisible = isVisible;
    tab.isAudible = isAudible;
    if (isVisible) {
      this.#tabs.delete(port);
      this.#tabs.set(port, tab);
    }
    this.#chooseVoice();
  }

  #forget(port: Port): void {
    this.#tabs.get(port)?.close();
    this.#tabs.delete(port);
    this.#chooseVoice();
  }

  /** The last one that was seen of those that can be heard; before anybody can be heard, the last one that was seen. */
  #chooseVoice(): void {
    const present = [...this.#tabs.values()].filter(tab => this.#world.now() - tab.heardAt < SILENT_AFTER);
    const voice = present.findLast(tab => tab.isAudible) ?? present.at(-1);
    if (voice === this.#voice) return;
    this.#voice?.send({ tell: 'ringing', calls: [] });
    this.#voice = voice;
    this.#ring();
  }

  #ring(): void {
    this.#voice?.send({ tell: 'ringing', calls: this.desk.ringing });
  }

  #askAround(): void {
    const now = this.#world.now();
    this.client.store.set('clock_offset', Math.round(this.client.clock.offset));
    for (const [port, tab] of [...this.#tabs]) if (now - tab.heardAt > FORGOTTEN_AFTER) this.#forget(port);
    this.#chooseVoice();
    this.#tellAll({ tell: 'are_you_there' });
    this.#cancelAsking();
    this.#cancelAsking = this.#world.after(ASKED_EVERY, () => this.#askAround());
  }

  #tellAll(message: ToTab): void {
    for (const port of [...this.#tabs.keys()]) port(message);
  }
}

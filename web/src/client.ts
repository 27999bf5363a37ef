import { Link } from './link/link.ts';
import { beginLogin, type Credentials, goOnWithLogin, type Session } from './link/login.ts';
import { Commands, type Outcome } from './session/commands.ts';
import { Numbers } from './session/numbers.ts';
import { Subscriptions } from './session/subscriptions.ts';
import { Chat } from './state/chat.ts';
import { Clock } from './state/clock.ts';
import { Lists } from './state/lists.ts';
import { Store } from './state/store.ts';
import { takeTopic } from './state/topics.ts';
import { type Status, StatusBar, type StatusHears } from './status.ts';
import type { CatchupAnswer, ClientMessage, ListAnswer, ListName, ServerMessage } from './wire/protocol.ts';
import { parse } from './wire/protocol.ts';
import type { Cancel, World } from './world.ts';

/**
 * The client without its pages: keeps signed in and up to date over connections that may break at any moment. What it knows is in `store`,
 * what happens it tells `Hears`. Runs where there is one thread and a WebSocket: in a SharedWorker, in a page, in Node.
 */

/** Where the token is kept between two lives of the client. */
export interface TokenStorage {
  load(): string | undefined;
  /** Without one, there is none any more. */
  save(token: string | undefined): void;
}

export interface ClientHears extends StatusHears {
  /** What is no state: call sheets, chat lines, results of transfers and faxes, late refusals. */
  event(message: ServerMessage): void;
  /** Every message as it goes over the wire; for tests. */
  wire?(side: 'client' | 'server', message: object): void;
}

const ANSWER_WITHIN = 15_000;
/** Before the next login, when the server could not check this one. */
const LATER = 5000;
/** Of its life, after which a token is changed for the next one: a connection may well last longer than its token. */
const RENEWED_AFTER = 0.75;

type Phase =
  | 'signed_out'
  /** No session: waiting for a connection or logging in. */
  | 'away'
  | 'catching_up'
  | 'live';

export class Client {
  readonly store = new Store();
  readonly clock = new Clock();
  #world: World;
  #tokens: TokenStorage;
  #hears: ClientHears;
  #statusBar: StatusBar;
  #link: Link;
  #numbers = new Numbers();
  #commands: Commands;
  #subscriptions: Subscriptions;
  #lists = new Lists(this.store);
  #chat = new Chat(this.store);
  #phase: Phase = 'signed_out';
  #credentials: Credentials | undefined;
  #cancelWait: Cancel = () => {};
  #cancelRenewal: Cancel = () => {};

  constructor(url: string, world: World, tokens: TokenStorage, hears: ClientHears) {
    this.#world = world;
    this.#tokens = tokens;
    this.#hears = hears;
    this.#statusBar = new StatusBar(world, hears);
    this.#commands = new Commands(world, message => this.#send(message));
    this.#subscriptions = new Subscriptions(message => this.#sendInSession({ ...message, commandid: 'subscription' }));
    this.#subscriptions.add({ class: 'subscribe', message: 'my_calls' });
    this.#link = new Link(world, url, {
      opened: () => this.#opened(),
      received: text => this.#received(text),
      lost: () => this.#lost(),
      ended: () => this.#end('turned_away'),
      askForLife: () => this.#send({ class: 'keepalive' }),
    });
  }

  get status(): Status {
    return this.#statusBar.status;
  }

  /** Goes on with the token that is kept; returns whether there is one. */
  resume(): boolean {
    const token = this.#tokens.load();
    if (token !== undefined) this.#begin({ token });
    return token !== undefined;
  }

  /** The password is kept until a token takes its place. */
  signIn(login: string, password: string, presence?: string): void {
    this.#begin(presence === undefined ? { login, password } : { login, password, presence });
  }

  /** Leaves with a farewell, so that the user is away for everybody; the token stays for `resume`. */
  close(): void {
    this.#end(undefined, this.#tokens.load());
  }

  /** Also of all other places where the user is signed in, with `everywhere`. */
  signOut(where: 'here' | 'everywhere' = 'here'): void {
    this.#sendInSession({ class: 'logout', ...(where === 'everywhere' ? { everywhere: true } : {}) });
    this.#end();
  }

  /** The lists to keep; others are forgotten. */
  watch(lists: readonly ListName[]): void {
    if (!this.#lists.want(lists)) return;
    this.#sendInSession({ class: 'watch', lists: this.#lists.names });
    this.#loadLists();
  }

  /** Asks for this after every login until what is returned is called. */
  subscribe(message: ClientMessage): () => void {
    return this.#subscriptions.add(message);
  }

  /** Fails with a CommandError. */
  command(message: ClientMessage): Promise<Outcome> {
    return this.#commands.command(message);
  }

  /** The machine has woken up, or the network is back. */
  wake(): void {
    this.#link.wake();
  }

  #begin(credentials: Credentials): void {
    if (this.#phase !== 'signed_out') return;
    this.#credentials = credentials;
    this.#phase = 'away';
    this.#showStatus();
    this.#link.start();
  }

  #opened(): void {
    if (this.#credentials) this.#ask(beginLogin(this.#credentials));
  }

  #received(text: string): void {
    const message = parse(text);
    if (!message) return this.#link.giveUp();
    this.#hears.wire?.('server', message);
    if (typeof message.timenow === 'number') this.clock.take(message.timenow, this.#world.now());
    if (message.class === 'disconnect') return this.#end('sent_away');
    if (message.class === 'keepalive') this.#link.answered();
    if (this.#phase === 'away') this.#goOn(message);
    else this.store.batch(() => this.#take(message));
  }

  #goOn(message: ServerMessage): void {
    const step = this.#credentials && goOnWithLogin(this.#credentials, message);
    if (!step) return;
    if ('send' in step) return this.#ask(step.send);
    if ('refused' in step) return this.#end(step.refused);
    if ('done' in step) return this.#loggedIn(step.done);
    this.#statusBar.problem = step.later;
    this.#link.giveUp(LATER);
  }

  #loggedIn(session: Session): void {
    this.#cancelWait();
    this.#statusBar.problem = undefined;
    this.#keepToken(session);
    this.store.set('session', session.answer);
    this.#phase = 'catching_up';
    this.#send({ class: 'watch', lists: this.#lists.names });
    this.#subscriptions.repeat();
    const mark = this.#numbers.begin(session);
    if (mark) this.#ask({ class: 'catchup', commandid: 'catchup', ...mark, chat: this.#chat.last });
    else this.#live();
    this.#chat.begin(session.answer.timenow);
  }

  /** A message of a session. */
  #take(message: ServerMessage): void {
    if (message.class === 'catchup') return this.#caughtUp(message);
    if (message.class === 'getlist' && message.function === 'all') return this.#loaded(message);
    const isReply = this.#commands.settle(message);
    if (this.#phase === 'catching_up') this.#expectAnswer('catchup'); // it comes after all that was missed
    if (this.#numbers.take(message)) this.#apply(message, isReply);
  }

  #apply(message: ServerMessage, isReply = false): void {
    if (message.class === 'keepalive' || takeTopic(message, this.store)) return;
    if (message.class === 'getlist' && message.function !== 'listid') {
      if (message.function !== 'all' && message.replyid === undefined) this.#lists.take(message);
      return this.#loadLists();
    }
    if (message.class === 'chitchat' && !this.#chat.take(message)) return;
    if (!isReply) this.#hears.event(message);
  }

  #caughtUp(answer: CatchupAnswer): void {
    if (this.#phase !== 'catching_up') return;
    const { messages, isOtherEpoch, overflown } = this.#numbers.caughtUp(answer);
    const named = answer.result === 'snapshot' ? answer.lists : [];
    const outdated = isOtherEpoch || overflown ? this.#lists.names : named;
    this.#lists.outdate(outdated);
    for (const message of messages) this.#apply(message);
    if (overflown) this.#subscriptions.repeat();
    const lost = overflown || (answer.result === 'snapshot' && answer.lost);
    this.#statusBar.missed({ kind: outdated.length > 0 ? 'reloaded' : 'nothing', lost });
    this.#live();
  }

  #live(): void {
    this.#cancelWait();
    this.#phase = 'live';
    this.#link.proven();
    this.#commands.live();
    this.#loadLists();
    this.#showStatus();
  }

  #loadLists(): void {
    if (this.#phase !== 'live') return;
    for (const listname of this.#lists.toLoad()) this.#send({ class: 'getlist', function: 'all', listname, commandid: 'load' });
  }

  #loaded(answer: ListAnswer): void {
    this.#lists.loaded(answer);
    this.#loadLists();
    this.#showStatus();
  }

  #lost(): void {
    if (this.#phase === 'signed_out') return;
    this.#cancelWait();
    this.#cancelRenewal();
    this.#phase = 'away';
    this.#lists.lost();
    this.#commands.lost();
    this.#showStatus();
  }

  /** Nobody is signed in any more. What was known is another user's business from now on. */
  #end(why?: string, token?: string): void {
    this.#phase = 'signed_out';
    this.#cancelWait();
    this.#cancelRenewal();
    this.#link.stop();
    this.#tokens.save(token);
    this.#commands.abandon();
    this.#numbers = new Numbers();
    this.#lists.lost();
    this.#lists.outdate(this.#lists.names);
    this.store.clear();
    this.#chat = new Chat(this.store);
    this.#credentials = undefined;
    this.#statusBar.signedOut(why);
  }

  #ask(message: ClientMessage): void {
    this.#send(message);
    this.#expectAnswer(message.class);
  }

  /** A connection on which the answer does not come is given up. A server without extensions reads no login without a presence. */
  #expectAnswer(to: string): void {
    this.#cancelWait();
    this.#cancelWait = this.#world.after(ANSWER_WITHIN, () => {
      this.#statusBar.problem = `no answer to ${to}`;
      this.#link.giveUp();
    });
  }

  /** Without one the next login has to go as this one did. */
  #keepToken({ token, tokenExpires = 0, answer }: Session): void {
    if (token === undefined) return;
    this.#credentials = { token };
    this.#tokens.save(token);
    const life = (tokenExpires - answer.timenow) * 1000;
    this.#cancelRenewal = this.#world.after(life * RENEWED_AFTER, () => this.#renew());
  }

  /** The next login brings the next token; nobody's command is to be lost for that. */
  #renew(): void {
    if (this.#commands.inFlight === 0) return this.#link.giveUp(0);
    this.#cancelRenewal = this.#world.after(1000, () => this.#renew());
  }

  #sendInSession(message: ClientMessage): void {
    if (this.#phase === 'live' || this.#phase === 'catching_up') this.#send(message);
  }

  #send(message: ClientMessage): void {
    this.#hears.wire?.('client', message);
    this.#link.send(JSON.stringify(message));
  }

  #showStatus(): void {
    if (this.#phase === 'live' && !this.#lists.areOutdated) this.#statusBar.live();
    else this.#statusBar.away();
  }
}

import { Client } from '../client.ts';
import type { CommandError } from '../session/commands.ts';
import type { Missed, Status } from '../status.ts';
import type { ClientMessage, ListName, ServerMessage } from '../wire/protocol.ts';
import { fault } from '../wire/validator.ts';
import type { World } from '../world.ts';

/**
 * Many clients in one process for tests that are written in another language: takes orders, one JSON object a line, and prints what happens
 * the same way. `id` names the client; everything that is printed has it.
 *
 *   {"id":"a","do":"open","url":"ws://host:port/ws","login":"alice","password":"…","lists":["phones"],"validate":true}
 *             or with "token" in place of the two, or with neither: again with the token that it has; `presence` as the login has it
 *   {"id":"a","do":"watch","lists":["phones","queues"]}
 *   {"id":"a","do":"subscribe","message":{"class":"subscribe","message":"queueentryupdate","queueid":"2"}}
 *   {"id":"a","do":"command","ref":1,"message":{"class":"ipbxcommand","command":"dial","destination":"1002"}}
 *   {"id":"a","do":"get","ref":2,"keys":["my_calls","queue_entries/2"]}      what the store has
 *   {"id":"a","do":"lists","ref":3}                                          its lists: name to id to element; null: not loaded
 *   {"id":"a","do":"wake"}     {"id":"a","do":"sign_out","everywhere":true}     {"id":"a","do":"close"}
 *
 *   {"id":"a","event":"status","status":{"state":"live"},"token":"xp_…"}
 *   {"id":"a","event":"missed","missed":{"kind":"nothing","lost":false}}
 *   {"id":"a","event":"message","message":{"class":"chitchat",…}}              what is no state
 *   {"id":"a","event":"outcome","ref":1,"outcome":"dial_success","message":{…}}   or "done" without an answer, "refused", "unknown", "not_sent"
 *   {"id":"a","event":"values","ref":2,"values":{…}}     {"id":"a","event":"lists","ref":3,"lists":{…}}
 *   {"id":"a","event":"fault","side":"server","fault":"…"}                     with "validate": a message that is not described
 *   {"id":"a","event":"error","error":"…"}                                     an order that could not be carried out
 */

type Order = { readonly id: string; readonly do: string; readonly ref?: unknown; readonly [field: string]: unknown };
type Print = (line: string) => void;

class Run {
  readonly client: Client;
  token: string | undefined;
  lists: readonly ListName[] = [];
  #print: (event: string, fields: object) => void;

  constructor(order: Order, world: World, print: Print) {
    this.token = order.token as string | undefined;
    this.#print = (event, fields) => print(JSON.stringify({ id: order.id, event, ...fields }));
    const tokens = {
      load: () => this.token,
      save: (token: string | undefined) => {
        this.token = token;
      },
    };
    this.client = new Client(String(order.url), world, tokens, {
      status: (status: Status) => this.#print('status', { status, token: this.token }),
      missed: (missed: Missed) => this.#print('missed', { missed }),
      event: (message: ServerMessage) => this.#print('message', { message }),
      ...(order.validate ? { wire: (side: 'client' | 'server', message: object) => this.#validate(side, message) } : {}),
    });
  }

  obey(order: Order): void {
    switch (order.do) {
      case 'open':
        return this.#open(order);
      case 'watch':
        return this.#watch(order.lists as ListName[]);
      case 'subscribe':
        this.client.subscribe(order.message as ClientMessage);
        return;
      case 'command':
        return this.#command(order);
      case 'get': {
        const values = (order.keys as string[]).map(key => [key, this.client.store.get(key) ?? null]);
        return this.#print('values', { ref: order.ref, values: Object.fromEntries(values) });
      }
      case 'lists':
        return this.#print('lists', {
          ref: order.ref,
          lists: Object.fromEntries(this.lists.map(name => [name, this.#list(name)])),
        });
      case 'wake':
        return this.client.wake();
      case 'sign_out':
        return this.client.signOut(order.everywhere ? 'everywhere' : 'here');
      default:
        throw new Error(`no such order: ${order.do}`);
    }
  }

  #open({ login, password, presence, lists }: Order): void {
    if (lists) this.#watch(lists as ListName[]);
    if (login !== undefined) this.client.signIn(String(login), String(password), presence as string | undefined);
    else if (!this.client.resume()) throw new Error('neither a login nor a token');
  }

  #watch(lists: readonly ListName[]): void {
    this.lists = lists;
    this.client.watch(lists);
  }

  #command({ ref, message }: Order): void {
    this.client.command(message as ClientMessage).then(
      answer => this.#print('outcome', { ref, outcome: answer?.class ?? 'done', message: answer }),
      (error: CommandError) => this.#print('outcome', { ref, outcome: error.trouble, why: error.message }),
    );
  }

  #list(name: ListName): object | null {
    const ids = this.client.store.get<readonly string[]>(name);
    return ids ? Object.fromEntries(ids.map(id => [id, this.client.store.get(`${name}/${id}`)])) : null;
  }

  #validate(side: 'client' | 'server', message: object): void {
    const found = fault(side, message);
    if (found !== undefined) this.#print('fault', { side, fault: found });
  }
}

export class Runner {
  #world: World;
  #print: Print;
  #runs = new Map<string, Run>();

  constructor(world: World, print: Print) {
    this.#world = world;
    this.#print = print;
  }

  take(line: string): void {
    let id: string | undefined;
    try {
      const order: Order = JSON.parse(line);
      id = order.id;
      this.#obey(order);
    } catch (error) {
      this.#print(JSON.stringify({ id, event: 'error', error: String(error) }));
    }
  }

  /** Ends all connections, each with a farewell. Tokens stay good. */
  close(): void {
    for (const run of this.#runs.values()) run.client.close();
    this.#runs.clear();
  }

  #obey(order: Order): void {
    let run = this.#runs.get(order.id);
    if (order.do === 'close') {
      run?.client.close();
      this.#runs.delete(order.id);
      return;
    }
    if (!run && order.do !== 'open') throw new Error('no such client');
    run ??= new Run(order, this.#world, this.#print);
    this.#runs.set(order.id, run);
    run.obey(order);
  }
}

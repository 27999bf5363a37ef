import type { Hears, Socket } from '../../src/world.ts';
import { Log, type Told } from './log.ts';
import { Session } from './session.ts';
import { Tokens } from './tokens.ts';
import { Wire } from './wire.ts';
import type { SimulatedWorld } from './world.ts';

/** A server as docs/protocol/extensions.md has it, with one user. Other sessions see nothing but what is theirs. */

export type Fields = { [field: string]: unknown };
export interface Row {
  config: Fields;
  status: Fields;
}
export const LISTS = ['users', 'phones', 'queues', 'voicemails'] as const;
export type Name = (typeof LISTS)[number];

export class SimulatedServer {
  readonly world: SimulatedWorld;
  readonly tokens: Tokens;
  readonly lists: Record<Name, Map<string, Row>> = {
    users: new Map(),
    phones: new Map(),
    queues: new Map(),
    voicemails: new Map(),
  };
  /** How often each command was carried out, as JSON. */
  readonly carriedOut = new Map<string, number>();
  readonly sessions = new Set<Session>();
  /** Codes with which clients have closed. */
  readonly closes: number[] = [];
  calls: Fields[] = [];
  presence = 'available';
  extensions = true;
  authenticates = true;
  /** Takes connections and says nothing. */
  hasFrozen = false;
  log: Log;
  /** They outlive a restart. */
  readonly chatLines: Array<{ id: number }> = [];
  #wires = new Set<Wire>();
  #isReachable = true;
  #ring: number;
  #starts = 1;

  constructor(world: SimulatedWorld, ring = 256) {
    this.world = world;
    this.tokens = new Tokens(world);
    this.#ring = ring;
    this.log = new Log(1000, ring);
    world.connect = (_url, hears) => this.#connect(hears);
  }

  get epoch(): string {
    return `epoch ${this.#starts}`;
  }

  get connections(): number {
    return this.#wires.size;
  }

  /** Puts elements there before anybody looks. */
  fill(name: Name, ids: readonly string[]): void {
    for (const id of ids) this.lists[name].set(id, { config: { number: id, initialized: null }, status: { state: '0' } });
  }

  /** A push to all whom it concerns. With a `key` it is a state, of which the newest is kept. */
  tell(told: Omit<Told, 'seq'>, except?: Session): Told {
    const entry = this.log.add(told);
    for (const session of this.sessions) if (session !== except) session.push(entry);
    return entry;
  }

  change(name: Name, id: string, part: keyof Row, fields: Fields): void {
    const row = this.lists[name].get(id);
    if (!row) return;
    Object.assign(row[part], fields);
    const message = { class: 'getlist', function: `update${part}`, listname: name, tipbxid: 'xivo', tid: id, [part]: fields };
    // What is told of a state is the whole of it only if the fields are: here each field is a state of its own.
    this.tell({ topic: name, key: `${name}/${id}/${part}/${Object.keys(fields)}`, message });
  }

  add(name: Name, id: string): void {
    this.fill(name, [id]);
    this.tell({ topic: name, message: { class: 'getlist', function: 'addconfig', listname: name, tipbxid: 'xivo', list: [id] } });
  }

  remove(name: Name, id: string): void {
    this.lists[name].delete(id);
    this.log.forget(`${name}/${id}/`);
    this.tell({ topic: name, message: { class: 'getlist', function: 'delconfig', listname: name, tipbxid: 'xivo', list: [id] } });
  }

  chat(text: string): void {
    const server = '5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10';
    const [from, to] = ['7b1e2d3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e', '0c6b7a52-3f1d-4f0e-8b6a-9d5e4c3b2a19'];
    const id = Math.max(Math.floor(this.world.now() * 1000), (this.chatLines.at(-1)?.id ?? 0) + 1);
    const line = { class: 'chitchat', alias: 'Desk 4', text, from: [server, from], to: [server, to], id };
    this.chatLines.push(line);
    this.tell({ topic: 'own', message: line });
  }

  setCalls(calls: Fields[]): void {
    this.calls = calls;
    this.tell({ topic: 'my_calls', key: 'my_calls', message: { class: 'my_calls', calls } });
  }

  /** This text, whatever it is, on every connection. */
  say(text: string): void {
    for (const wire of this.#wires) wire.send(text, 'reply');
  }

  /** Every connection breaks; `silently`, nobody is told. */
  cut(how: 'openly' | 'silently' = 'openly', code?: number): void {
    for (const wire of this.#wires) {
      if (how === 'silently') wire.fallSilent();
      else wire.cut(code);
    }
  }

  reachable(isReachable: boolean): void {
    this.#isReachable = isReachable;
  }

  /** What is not stored is gone, and numbers begin anew. */
  restart(): void {
    this.cut();
    for (const session of [...this.sessions]) session.closed();
    this.#starts++;
    this.log = new Log(this.world.below(2000), this.#ring);
  }

  #connect(hears: Hears): Socket {
    const wire = new Wire(this.world, hears, accepted => {
      this.#wires.add(accepted);
      const session = new Session(this, (text, kind) => accepted.send(text, kind));
      return {
        received: text => {
          if (!this.hasFrozen) session.received(text);
        },
        closed: code => {
          this.closes.push(code);
          this.#wires.delete(accepted);
          session.closed();
        },
      };
    });
    if (!this.#isReachable) wire.cut();
    return wire.socket;
  }
}

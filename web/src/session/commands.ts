import { ANSWERED, type ClientMessage, nameOf, refusal, type ServerMessage } from '../wire/protocol.ts';
import type { Cancel, World } from '../world.ts';

/**
 * Requests whose outcome somebody waits for. One that was on its way when the connection broke is not sent again, since a second `dial`
 * rings twice; only those which do the same however often they are done are.
 */

const IN_FLIGHT_AT_MOST = 256;
const PATIENCE = 30_000;

/** Setting a value, or asking for something. */
const REPEATABLE: ReadonlySet<string> = new Set([
  'availstate',
  'featuresput incallfilter',
  'featuresput enablednd',
  'featuresput enablerecording',
  'featuresput fwd',
  'ipbxcommand queuepause',
  'ipbxcommand queueunpause',
  'people_set_favorite',
  'getlist listid',
  'getlist updateconfig',
  'getlist updatestatus',
  'get_relations',
  'people_headers',
  'people_search',
  'people_favorites',
  'people_personal_contacts',
  'people_personal_contact_raw',
  'people_export_personal_contacts_csv',
  'get_switchboard_directory_headers',
  'switchboard_directory_search',
  'getqueuesstats',
  'history',
]);

export type Trouble =
  /** The server said no; `message` says why. */
  | 'refused'
  /** It was sent, and the connection broke or no answer came: not known whether it arrived. */
  | 'unknown'
  /** There was no connection: it has not arrived. */
  | 'not_sent'
  /** Too many wait already. */
  | 'too_many';

export class CommandError extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble, why: string = trouble) {
    super(why);
    this.trouble = trouble;
  }
}

/** The answer; nothing for requests that have none when all goes well, and that the server has read. */
export type Outcome = ServerMessage | undefined;

interface Pending {
  readonly message: ClientMessage;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: CommandError) => void;
  readonly cancelTimer: Cancel;
  isSent: boolean;
}

export class Commands {
  #world: World;
  #send: (message: ClientMessage) => void;
  #pending = new Map<number, Pending>();
  #lastId = 0;
  #isLive = false;

  constructor(world: World, send: (message: ClientMessage) => void) {
    this.#world = world;
    this.#send = send;
  }

  get inFlight(): number {
    return this.#pending.size;
  }

  /** Settles with the outcome, or fails with a CommandError. */
  command(message: ClientMessage): Promise<Outcome> {
    const name = nameOf(message);
    if (!this.#isLive && !REPEATABLE.has(name)) return Promise.reject(new CommandError('not_sent'));
    if (this.#pending.size >= IN_FLIGHT_AT_MOST) return Promise.reject(new CommandError('too_many'));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const cancelTimer = this.#world.after(PATIENCE, () => this.#giveUp(id));
      const pending: Pending = { message, resolve, reject, cancelTimer, isSent: false };
      this.#pending.set(id, pending);
      if (this.#isLive) this.#post(id, pending);
    });
  }

  /** All that was missed has been told. */
  live(): void {
    this.#isLive = true;
    for (const [id, pending] of this.#pending) this.#post(id, pending);
  }

  lost(): void {
    this.#isLive = false;
    for (const [id, pending] of [...this.#pending]) {
      if (pending.isSent && !REPEATABLE.has(nameOf(pending.message))) this.#fail(id, 'unknown');
    }
  }

  /** Whether this message settles a command. */
  settle(message: ServerMessage): boolean {
    const { replyid } = message;
    if (typeof replyid !== 'number' || !this.#pending.has(Math.abs(replyid))) return false;
    const why = refusal(message);
    if (why === undefined) this.#take(Math.abs(replyid))?.resolve(replyid < 0 ? undefined : message);
    else this.#fail(replyid, 'refused', why);
    return true;
  }

  /** Nobody is signed in any more. */
  abandon(): void {
    this.#isLive = false;
    for (const [id, { isSent }] of [...this.#pending]) this.#fail(id, isSent ? 'unknown' : 'not_sent');
  }

  /** What has no answer of its own gets a keepalive behind it: when that is answered, what stood before it has been read. */
  #post(id: number, pending: Pending): void {
    pending.isSent = true;
    this.#send({ ...pending.message, commandid: id });
    if (!ANSWERED.has(nameOf(pending.message))) this.#send({ class: 'keepalive', commandid: -id });
  }

  #giveUp(id: number): void {
    this.#fail(id, this.#pending.get(id)?.isSent ? 'unknown' : 'not_sent');
  }

  #fail(id: number, trouble: Trouble, why?: string): void {
    this.#take(id)?.reject(new CommandError(trouble, why));
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.cancelTimer();
    return pending;
  }
}

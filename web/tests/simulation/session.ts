import type { Told } from './log.ts';
import { type Fields, LISTS, type Name, type Row, type SimulatedServer } from './server.ts';

/** What the simulated server does for one connection. */

type Request = { class: string; commandid?: unknown; [field: string]: unknown };

export class Session {
  #server: SimulatedServer;
  #send: (text: string, kind: 'reply' | 'push') => void;
  #topics: Set<string> | undefined;
  #token = '';

  constructor(server: SimulatedServer, send: (text: string, kind: 'reply' | 'push') => void) {
    this.#server = server;
    this.#send = send;
  }

  push({ seq, topic, message }: Told): void {
    if (this.#topics?.has(topic)) this.#post({ ...message, seq }, 'push');
  }

  closed(): void {
    this.#server.sessions.delete(this);
    this.#topics = undefined;
  }

  received(text: string): void {
    const request: Request = JSON.parse(text);
    if (this.#topics) this.#serve(request, this.#topics);
    else this.#logIn(request);
  }

  #logIn(request: Request): void {
    const { tokens, authenticates } = this.#server;
    const refuse = (why: string) => this.#reply(request, { class: request.class, error_string: why });
    switch (request.class) {
      case 'login_id':
        return this.#reply(request, { class: 'login_id', sessionid: 'k3Vd09TzQa', xivoversion: '2.2' });
      case 'login_pass':
        if (!authenticates) return refuse('xivo_auth_error');
        if (request.password !== 'secret') return refuse('login_password');
        return this.#reply(request, { class: 'login_pass', capalist: [3] });
      case 'login_capas':
        if (!this.#server.extensions)
          return this.#reply(request, { class: 'login_capas', ...capabilities(this.#server.presence) });
        return this.#begin(request, tokens.give());
      case 'login_token':
        if (!authenticates) return refuse('xivo_auth_error');
        if (!tokens.use(String(request.token))) return refuse('token_unknown');
        return this.#begin(request, tokens.give(String(request.token)));
    }
  }

  #begin(request: Request, token: { token?: string; token_expires?: number }): void {
    this.#topics = new Set(['own', ...LISTS]);
    this.#server.sessions.add(this);
    this.#token = token.token ?? '';
    const { epoch, log, presence } = this.#server;
    const extensions = { extensions: request.extensions, epoch, seq: log.seq, ...token };
    this.#reply(request, { class: request.class, ...capabilities(presence), ...extensions });
  }

  #serve(request: Request, topics: Set<string>): void {
    switch (request.class) {
      case 'keepalive':
        return this.#reply(request, { class: 'keepalive' });
      case 'watch':
        for (const name of LISTS) topics.delete(name);
        for (const name of request.lists as string[]) topics.add(name);
        return;
      case 'subscribe':
        topics.add('my_calls');
        return this.#reply(request, { class: 'my_calls', calls: this.#server.calls });
      case 'getlist':
        return this.#reply(request, this.#all(request.listname as Name));
      case 'catchup':
        return this.#catchUp(request, topics);
      case 'logout':
        return this.#server.tokens.end(this.#token);
      default:
        return this.#carryOut(request);
    }
  }

  #carryOut({ commandid, ...request }: Request): void {
    const name = JSON.stringify(request);
    this.#server.carriedOut.set(name, (this.#server.carriedOut.get(name) ?? 0) + 1);
    if (request.class === 'availstate') this.#server.presence = String(request.availstate);
    if (request.class === 'people_set_favorite') {
      const message = {
        class: 'people_favorite_update',
        source: request.source,
        source_entry_id: request.source_entry_id,
        favorite: true,
      };
      const { seq } = this.#server.tell({ topic: 'own', message }, this); // a push to all other sessions of the user
      this.#reply({ class: request.class, commandid }, { ...message, seq });
    }
    if (request.command === 'dial') {
      const refused = request.destination === 'nobody' && { class: 'ipbxcommand', error_string: 'unreachable_extension:nobody' };
      this.#reply({ class: request.class, commandid }, refused || { class: 'dial_success', exten: request.destination });
    }
  }

  #catchUp(request: Request, topics: ReadonlySet<string>): void {
    const { log, epoch } = this.#server;
    const answer = (fields: Fields) => this.#reply(request, { class: 'catchup', ...fields, seq: log.seq });
    const watched = LISTS.filter(name => topics.has(name));
    const seq = Number(request.seq);
    if (request.epoch !== epoch) {
      for (const line of this.#server.chatLines) if (line.id > Number(request.chat)) this.#post(line, 'reply');
      return answer({ result: 'snapshot', why: 'other_epoch', lists: watched, lost: true, chat: true, frames: 0 });
    }
    const lists = watched.filter(name => log.hasForgotten(name, seq));
    const lost = log.hasForgotten('own', seq);
    const missed = log.since(seq, topics);
    for (const told of missed) this.#post({ ...told.message, seq: told.seq }, 'reply');
    if (lists.length === 0 && !lost) return answer({ result: 'complete', frames: missed.length });
    answer({ result: 'snapshot', why: 'too_old', lists, lost, frames: missed.length });
  }

  #all(listname: Name): Fields {
    const rows = [...this.#server.lists[listname]].map(
      ([id, { config, status }]: [string, Row]) => ({ ...config, ...status, id }) as Fields,
    );
    const columns = [...new Set(rows.flatMap(row => Object.keys(row)))];
    const isSame = (column: string) => rows.length > 1 && rows.every(row => row[column] === rows[0]?.[column]);
    const keys = columns.filter(column => column === 'id' || !isSame(column));
    const same = Object.fromEntries(columns.filter(column => !keys.includes(column)).map(column => [column, rows[0]?.[column]]));
    const { seq } = this.#server.log;
    return {
      class: 'getlist',
      function: 'all',
      listname,
      tipbxid: 'xivo',
      seq,
      same,
      keys,
      rows: rows.map(row => keys.map(key => row[key])),
    };
  }

  #reply({ commandid }: Request, message: object): void {
    this.#post(commandid === undefined ? message : { ...message, replyid: commandid }, 'reply');
  }

  #post(message: object, kind: 'reply' | 'push'): void {
    this.#send(JSON.stringify({ ...message, timenow: this.#server.world.now() / 1000 }), kind);
  }
}

function capabilities(presence: string): object {
  const capas = { preferences: false, services: [], userstatus: {}, phonestatus: {} };
  return { userid: '17', ipbxid: 'xivo', presence, appliname: 'Client', capas, capaxlets: [] };
}

import { Client, type ClientHears } from '../../src/client.ts';
import type { CommandError } from '../../src/session/commands.ts';
import type { Element } from '../../src/state/list.ts';
import type { Missed, Status } from '../../src/status.ts';
import type { ClientMessage, ListName, ServerMessage } from '../../src/wire/protocol.ts';
import type { World } from '../../src/world.ts';

/** A client and everything that it has said to its pages. */
export class Person implements ClientHears {
  readonly client: Client;
  readonly statuses: Status[] = [];
  readonly missed_: Missed[] = [];
  readonly events: ServerMessage[] = [];
  readonly sent: ClientMessage[] = [];
  /** What became of each command. */
  readonly outcomes: Array<{ command: ClientMessage; outcome: string }> = [];
  token: string | undefined;

  constructor(world: World, token?: string) {
    this.token = token;
    const tokens = {
      load: () => this.token,
      save: (given: string | undefined) => {
        this.token = given;
      },
    };
    this.client = new Client('ws://crosspoint/ws', world, tokens, this);
  }

  status(status: Status): void {
    this.statuses.push(status);
  }

  missed(missed: Missed): void {
    this.missed_.push(missed);
  }

  event(message: ServerMessage): void {
    this.events.push(message);
  }

  wire(side: 'client' | 'server', message: object): void {
    if (side === 'client') this.sent.push(message as ClientMessage);
  }

  command(command: ClientMessage): void {
    this.client.command(command).then(
      answer => this.outcomes.push({ command, outcome: answer?.class ?? 'done' }),
      (error: CommandError) => this.outcomes.push({ command, outcome: error.trouble }),
    );
  }

  /** As the store has it. */
  list(name: ListName): { [id: string]: Element } {
    const ids = this.client.store.get<string[]>(name) ?? [];
    return Object.fromEntries(ids.map(id => [id, this.client.store.get<Element>(`${name}/${id}`)!]));
  }

  get chatLines(): string[] {
    return this.events.flatMap(event => (event.class === 'chitchat' ? [event.text] : []));
  }

  sentOf(name: string): ClientMessage[] {
    return this.sent.filter(message => message.class === name);
  }
}

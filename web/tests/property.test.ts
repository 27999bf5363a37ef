import { describe, expect, test } from 'vitest';
import { Person } from './simulation/person.ts';
import { LISTS, type Name, SimulatedServer } from './simulation/server.ts';
import { SimulatedWorld } from './simulation/world.ts';

/**
 * Whatever breaks at whatever moment: in the end every list is that of the server, each chat line has come once, and no command was carried
 * out twice. Each seed is another story, always the same one.
 */

const STORIES = 250;
const STEPS = 200;
/** Longer than any time-out and any wait. */
const UNTIL_ALL_IS_QUIET = 60_000;

interface Trouble {
  /** How many messages of each kind the server keeps. */
  readonly ring: number;
  readonly restarts: boolean;
}

class Story {
  readonly world: SimulatedWorld;
  readonly server: SimulatedServer;
  readonly person: Person;
  readonly said: string[] = [];
  #trouble: Trouble;
  #made = 0;

  constructor(seed: number, trouble: Trouble) {
    this.world = new SimulatedWorld(seed);
    this.server = new SimulatedServer(this.world, trouble.ring);
    this.person = new Person(this.world);
    this.#trouble = trouble;
    for (const name of LISTS) this.server.fill(name, ['1', '2', '3', '4']);
  }

  async tell(): Promise<void> {
    const { client } = this.person;
    client.signIn('desk4', 'secret');
    client.watch(this.#someLists());
    for (let step = 0; step < STEPS; step++) {
      this.#somethingHappens();
      await this.world.pass(this.world.pick([0, 0, 0, 5, 10, 20, 40, 100, 400]));
    }
    client.watch(LISTS);
    this.server.reachable(true);
    await this.world.pass(UNTIL_ALL_IS_QUIET);
  }

  #somethingHappens(): void {
    const { server, world, person } = this;
    const name = world.pick(LISTS);
    const happenings: Array<[weight: number, happening: () => void]> = [
      [30, () => server.change(name, this.#anyOf(name), 'status', { state: String(world.below(10)) })],
      [8, () => server.change(name, this.#anyOf(name), 'config', { number: String(++this.#made) })],
      [5, () => server.add(name, `new ${++this.#made}`)],
      [5, () => server.remove(name, this.#anyOf(name))],
      [12, () => this.#chat()],
      [4, () => server.setCalls(world.below(2) ? [] : [{ id: String(++this.#made) }])],
      [6, () => person.command({ class: 'ipbxcommand', command: 'dial', destination: `${++this.#made}` })],
      [4, () => person.command({ class: 'direct_transfer', number: `${++this.#made}` })],
      [4, () => person.command({ class: 'availstate', availstate: `state ${++this.#made}` })],
      [
        4,
        () =>
          person.command({
            class: 'people_set_favorite',
            source: 'internal',
            source_entry_id: `${++this.#made}`,
            favorite: true,
          }),
      ],
      [2, () => person.client.watch(this.#someLists())],
      [2, () => person.client.wake()],
      [8, () => server.cut()],
      [2, () => server.cut('silently')],
      [2, () => server.reachable(world.below(2) === 0)],
      [this.#trouble.restarts ? 2 : 0, () => server.restart()],
    ];
    let chance = world.below(happenings.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, happening] of happenings) {
      chance -= weight;
      if (chance < 0) return happening();
    }
  }

  #chat(): void {
    const text = `line ${++this.#made}`;
    if (this.person.client.store.get('session')) this.said.push(text); // before the first login nobody can miss anything
    this.server.chat(text);
  }

  #anyOf(name: Name): string {
    return this.world.pick([...this.server.lists[name].keys(), 'nobody']);
  }

  #someLists(): Name[] {
    return LISTS.filter(() => this.world.below(3) > 0);
  }
}

const troubles: Array<[string, Trouble]> = [
  ['connections that break', { ring: 256, restarts: false }],
  ['a server that keeps little', { ring: 3, restarts: false }],
  ['a server that is started again', { ring: 256, restarts: true }],
];

describe.each(troubles)('with %s', (_name, trouble) => {
  test.each(Array.from({ length: STORIES }, (_, seed) => seed))('story %i ends well', async seed => {
    const story = new Story(seed, trouble);
    await story.tell();
    const { person, server, said } = story;

    expect(person.client.status).toEqual({ state: 'live' });
    for (const name of LISTS) {
      const there = [...server.lists[name]].map(([id, { config, status }]) => [id, { id, ...config, ...status }]);
      expect(person.list(name), name).toEqual(Object.fromEntries(there));
    }
    expect(person.client.store.get('my_calls')).toEqual(server.calls);

    const lines = person.chatLines;
    expect(new Set(lines).size, 'a line came twice').toBe(lines.length);
    const known = lines.filter(line => said.includes(line));
    expect(known, 'lines came in another order').toEqual(said.filter(line => lines.includes(line)));
    const mayMiss = person.missed_.some(({ lost }) => lost);
    if (!mayMiss || trouble.ring === 256) expect(known).toEqual(said);
    if (trouble.ring === 256 && !trouble.restarts) expect(mayMiss).toBe(false);

    for (const { command, outcome } of person.outcomes) {
      const times = server.carriedOut.get(JSON.stringify(command)) ?? 0;
      if (outcome === 'not_sent') expect(times, JSON.stringify(command)).toBe(0);
      else if (outcome !== 'unknown') expect(times, JSON.stringify(command)).toBeGreaterThan(0);
      const isRepeatable = command.class === 'availstate' || command.class === 'people_set_favorite';
      if (!isRepeatable) expect(times, JSON.stringify(command)).toBeLessThan(2);
      if (command.class !== 'people_set_favorite' || mayMiss) continue;
      const told = person.events.filter(
        event => event.class === 'people_favorite_update' && event.source_entry_id === command.source_entry_id,
      );
      const heard = told.length + Number(outcome === 'people_favorite_update');
      expect(heard, 'a message that was a reply came again as a push, or not at all').toBe(times);
    }
    expect(server.tokens.copies, 'the client has used a token that it should have forgotten').toBe(0);
  });
});

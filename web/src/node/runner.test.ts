import { beforeEach, expect, test } from 'vitest';
import { SimulatedServer } from '../../tests/simulation/server.ts';
import { SimulatedWorld } from '../../tests/simulation/world.ts';
import { Runner } from './runner.ts';

let world: SimulatedWorld;
let server: SimulatedServer;
let runner: Runner;
let printed: Array<{ id?: string; event: string; [field: string]: unknown }>;

beforeEach(() => {
  world = new SimulatedWorld();
  server = new SimulatedServer(world);
  server.fill('phones', ['4']);
  printed = [];
  runner = new Runner(world, line => printed.push(JSON.parse(line)));
});

async function order(...orders: object[]): Promise<void> {
  for (const each of orders) runner.take(JSON.stringify(each));
  await world.pass(1000);
}
const open = (id: string) => ({
  id,
  do: 'open',
  url: 'ws://crosspoint/ws',
  login: 'desk4',
  password: 'secret',
  lists: ['phones'],
});
const of = (id: string, event: string) => printed.filter(each => each.id === id && each.event === event);

test('many clients live in one process, each with its lists', async () => {
  await order(open('a'), open('b'));
  expect(server.sessions.size).toBe(2);
  await order({ id: 'b', do: 'lists', ref: 7 });
  expect(of('b', 'lists')).toEqual([
    { id: 'b', event: 'lists', ref: 7, lists: { phones: { 4: { id: '4', number: '4', initialized: null, state: '0' } } } },
  ]);
  expect(of('a', 'status').at(-1)).toEqual({ id: 'a', event: 'status', status: { state: 'live' }, token: 'xp_1' });
});

test('commands are settled, values told, chat lines printed', async () => {
  await order(open('a'));
  server.chat('hello');
  await order(
    { id: 'a', do: 'command', ref: 1, message: { class: 'ipbxcommand', command: 'dial', destination: '1002' } },
    { id: 'a', do: 'command', ref: 2, message: { class: 'ipbxcommand', command: 'dial', destination: 'nobody' } },
    { id: 'a', do: 'get', ref: 3, keys: ['my_calls', 'nothing'] },
  );
  expect(of('a', 'outcome')).toMatchObject([
    { ref: 1, outcome: 'dial_success', message: { exten: '1002' } },
    { ref: 2, outcome: 'refused', why: 'unreachable_extension:nobody' },
  ]);
  expect(of('a', 'values')).toMatchObject([{ ref: 3, values: { my_calls: [], nothing: null } }]);
  expect(of('a', 'message')).toMatchObject([{ message: { class: 'chitchat', text: 'hello' } }]);
});

test('a closed client is gone, and its token is good for another', async () => {
  await order(open('a'), { id: 'a', do: 'wake' });
  const token = of('a', 'status').at(-1)?.token;
  await order({ id: 'a', do: 'close' });
  await order({ id: 'b', do: 'open', url: 'ws://crosspoint/ws', token });
  expect(of('b', 'status').at(-1)).toMatchObject({ status: { state: 'live' } });
  await order({ id: 'b', do: 'sign_out' });
  expect(of('b', 'status').at(-1)).toMatchObject({ status: { state: 'signed_out' } });
});

test('what is not described is a fault', async () => {
  await order({ ...open('a'), validate: true });
  // The elements of the simulated server have a field that no list of the protocol has; all else is as described.
  server.change('phones', '4', 'status', { state: '8' });
  await order();
  expect(of('a', 'fault')).toMatchObject([{ side: 'server', fault: expect.stringContaining('status: {"state":"8"}') }]);
});

test('an order that cannot be carried out is an error, and the others go on', async () => {
  await order(open('a'), { id: 'a', do: 'jump' }, { id: 'x', do: 'lists' }, { id: 'c', do: 'open', url: 'ws://crosspoint/ws' });
  runner.take('nonsense');
  expect(printed.filter(({ event }) => event === 'error').map(({ id }) => id)).toEqual(['a', 'x', 'c', undefined]);
  runner.close();
  await world.pass(1000);
  expect(server.sessions.size).toBe(0);
});

import { beforeEach, expect, test } from 'vitest';
import { SimulatedWorld } from '../../tests/simulation/world.ts';
import type { ClientMessage, ServerMessage } from '../wire/protocol.ts';
import { type CommandError, Commands } from './commands.ts';

const DIAL: ClientMessage = { class: 'ipbxcommand', command: 'dial', destination: '1002' };
const HANGUP: ClientMessage = { class: 'hangup' };
const AWAY: ClientMessage = { class: 'availstate', availstate: 'away' };

let world: SimulatedWorld;
let commands: Commands;
let sent: ClientMessage[];

beforeEach(() => {
  world = new SimulatedWorld();
  sent = [];
  commands = new Commands(world, message => sent.push(message));
});

const outcome = (message: ClientMessage) =>
  commands.command(message).then(
    answer => answer?.class ?? 'done',
    (error: CommandError) => `${error.trouble}: ${error.message}`,
  );
const settle = (message: object) => commands.settle({ timenow: 0, ...message } as ServerMessage);
const lastId = () => Number(sent.findLast(({ class: name }) => name !== 'keepalive')?.commandid);

test('a command is settled by its answer', async () => {
  commands.live();
  const dialled = outcome(DIAL);
  expect(sent).toEqual([{ ...DIAL, commandid: lastId() }]);
  expect(settle({ class: 'dial_success', exten: '1002', replyid: lastId() })).toBe(true);
  expect(await dialled).toBe('dial_success');
});

test('a refusal says why', async () => {
  commands.live();
  const dialled = outcome(DIAL);
  settle({ class: 'ipbxcommand', error_string: 'unreachable_extension:1002', replyid: lastId() });
  expect(await dialled).toBe('refused: unreachable_extension:1002');
});

test('one that is only answered when it fails is done when the keepalive behind it is answered', async () => {
  commands.live();
  const hungUp = outcome(HANGUP);
  const [, keepalive] = sent;
  expect(keepalive?.class).toBe('keepalive');
  settle({ class: 'keepalive', replyid: keepalive?.commandid });
  expect(await hungUp).toBe('done');
});

test('one that was on its way when the connection broke fails, and is not sent again', async () => {
  commands.live();
  const dialled = outcome(DIAL);
  commands.lost();
  expect(await dialled).toBe('unknown: unknown');
  commands.live();
  expect(sent.length).toBe(1);
});

test('one that may be repeated is sent again', async () => {
  commands.live();
  const away = outcome(AWAY);
  commands.lost();
  commands.live();
  expect(sent.filter(({ class: name }) => name === 'availstate').length).toBe(2);
  settle({ class: 'keepalive', replyid: -lastId() });
  expect(await away).toBe('done');
});

test('without a connection one that may be repeated waits, and any other fails', async () => {
  expect(await outcome(DIAL)).toBe('not_sent: not_sent');
  const away = outcome(AWAY);
  expect(sent).toEqual([]);
  commands.live();
  settle({ class: 'keepalive', replyid: -lastId() });
  expect(await away).toBe('done');
});

test('nothing is waited for longer than 30 s', async () => {
  const waits = outcome(AWAY);
  await world.pass(30_000);
  expect(await waits).toBe('not_sent: not_sent');
  commands.live();
  const dialled = outcome(DIAL);
  await world.pass(30_000);
  expect(await dialled).toBe('unknown: unknown');
  expect(settle({ class: 'dial_success', exten: '1002', replyid: lastId() })).toBe(false);
});

test('no more than 256 are on their way', async () => {
  commands.live();
  for (let count = 0; count < 256; count++) void outcome(DIAL);
  expect(await outcome(DIAL)).toBe('too_many: too_many');
  settle({ class: 'dial_success', exten: '1002', replyid: lastId() });
  void outcome(DIAL);
  expect([sent.length, commands.inFlight]).toEqual([257, 256]);
});

test('when nobody is signed in any more none is left', async () => {
  const away = outcome(AWAY);
  commands.abandon();
  expect(await away).toBe('not_sent: not_sent');
  expect(commands.inFlight).toBe(0);
});

// All that the client as a whole does, on one server and with one set of helpers: in several files they would be read less easily.
import { beforeEach, describe, expect, test } from 'vitest';
import { Person } from '../tests/simulation/person.ts';
import { SimulatedServer } from '../tests/simulation/server.ts';
import { SimulatedWorld } from '../tests/simulation/world.ts';
import { NO_NUMBERS } from './link/login.ts';

let world: SimulatedWorld;
let server: SimulatedServer;
let person: Person;

const SECOND = 1000;
const HOUR = 3_600_000;
const states = () => person.statuses.map(({ state }) => state);
/** How often the client has connected since the beginning. */
const connected = () => person.sentOf('login_id').length + person.sentOf('login_token').length;

beforeEach(() => {
  world = new SimulatedWorld();
  server = new SimulatedServer(world);
  server.fill('phones', ['4', '5']);
  person = new Person(world);
});

async function signedIn(): Promise<void> {
  person.client.watch(['phones']);
  person.client.signIn('desk4', 'secret');
  await world.pass(SECOND);
  expect(person.client.status).toEqual({ state: 'live' });
  person.statuses.length = person.sent.length = 0;
}

describe('the login', () => {
  test('has three steps, and is followed by lists, subscriptions and loads', async () => {
    person.client.watch(['phones']);
    person.client.signIn('desk4', 'secret', 'available');
    await world.pass(SECOND);
    const [first, second, third, ...others] = person.sent;
    expect(first).toMatchObject({ class: 'login_id', userlogin: 'desk4', xivoversion: '2.2' });
    expect(second).toEqual({ class: 'login_pass', password: 'secret' });
    expect(third).toMatchObject({
      class: 'login_capas',
      capaid: 3,
      state: 'available',
      extensions: ['seq', 'calls', 'history'],
      linger: 30,
    });
    expect(others.map(message => message.class)).toEqual(['watch', 'subscribe', 'getlist']);
    expect(states()).toEqual(['signing_in', 'live']);
    expect(Object.keys(person.list('phones'))).toEqual(['4', '5']);
  });

  test('names no presence unless the user has chosen one', async () => {
    await signedIn();
    expect(person.sent.every(message => !('state' in message))).toBe(true);
  });

  test('with a wrong password is over', async () => {
    person.client.signIn('desk4', 'wrong');
    await world.pass(60 * SECOND);
    expect(person.client.status).toEqual({ state: 'signed_out', why: 'login_password' });
    expect(connected()).toBe(1);
  });

  test('that could not be checked is tried again, and says why it takes so long', async () => {
    server.authenticates = false;
    person.client.signIn('desk4', 'secret');
    await world.pass(SECOND);
    expect(person.client.status).toEqual({ state: 'signing_in', problem: 'xivo_auth_error' });
    await world.pass(10 * SECOND);
    expect(connected()).toBe(3);
    server.authenticates = true;
    await world.pass(10 * SECOND);
    expect(person.client.status).toEqual({ state: 'live' });
  });

  test('on a server without numbers ends with a clear word', async () => {
    server.extensions = false;
    person.client.signIn('desk4', 'secret', 'available');
    await world.pass(SECOND);
    expect(person.client.status).toEqual({ state: 'signed_out', why: NO_NUMBERS });
  });

  test('on a server that does not answer is given up and tried again', async () => {
    server.hasFrozen = true;
    person.client.signIn('desk4', 'secret');
    await world.pass(20 * SECOND);
    expect(person.client.status).toEqual({ state: 'signing_in', problem: 'no answer to login_id' });
    server.hasFrozen = false;
    await world.pass(20 * SECOND);
    expect(person.client.status).toEqual({ state: 'live' });
  });
});

describe('the token', () => {
  test('takes the place of the password after a loss, and each login brings the next', async () => {
    await signedIn();
    expect(person.token).toBe('xp_1');
    server.cut();
    await world.pass(SECOND);
    expect(person.sentOf('login_token')).toMatchObject([{ token: 'xp_1' }]);
    expect(person.token).toBe('xp_2');
  });

  test('is used again when the answer to it was lost', async () => {
    await signedIn();
    server.cut();
    while (server.tokens.given < 2) await world.pass(1);
    server.cut();
    await world.pass(SECOND);
    expect(person.sentOf('login_token')).toMatchObject([{ token: 'xp_1' }, { token: 'xp_1' }]);
    expect(person.client.status).toEqual({ state: 'live' });
    server.cut();
    await world.pass(60 * SECOND);
    expect([server.tokens.copies, person.client.status]).toEqual([0, { state: 'live' }]);
  });

  test('serves for another life of the client', async () => {
    await signedIn();
    const next = new Person(world, person.token);
    expect(next.client.resume()).toBe(true);
    await world.pass(SECOND);
    expect(next.client.status).toEqual({ state: 'live' });
    expect(new Person(world).client.resume()).toBe(false);
  });

  test('that the server cannot give leaves the password', async () => {
    server.tokens.canKeep = false;
    await signedIn();
    server.cut();
    await world.pass(SECOND);
    expect([person.client.status, person.sentOf('login_id').length, person.token]).toEqual([{ state: 'live' }, 1, undefined]);
  });

  test('that is not known any more needs another login, and what was known is gone', async () => {
    await signedIn();
    server.tokens.endAll();
    server.cut();
    await world.pass(60 * SECOND);
    expect(person.client.status).toEqual({ state: 'signed_out', why: 'token_unknown' });
    expect([person.token, person.client.store.get('phones'), person.client.store.get('session')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    await signedIn();
    expect(Object.keys(person.list('phones'))).toEqual(['4', '5']);
  });

  test('that cannot be checked now is kept', async () => {
    await signedIn();
    server.authenticates = false;
    server.cut();
    await world.pass(10 * SECOND);
    expect([person.token, person.client.status]).toMatchObject(['xp_1', { state: 'reconnecting', problem: 'xivo_auth_error' }]);
    server.authenticates = true;
    await world.pass(10 * SECOND);
    expect(person.client.status).toEqual({ state: 'live' });
  });

  test('is changed for the next one before it expires, but not while a command is on its way', async () => {
    await signedIn();
    await world.pass(9 * HOUR - 2 * SECOND);
    expect(person.sentOf('login_token')).toEqual([]);
    person.command({ class: 'history', size: 1 });
    await world.pass(20 * SECOND);
    expect(person.sentOf('login_token')).toEqual([]);
    await world.pass(20 * SECOND);
    expect(person.sentOf('login_token').length).toBe(1);
    await world.pass(100 * HOUR);
    expect([states().includes('signed_out'), server.closes.includes(1000)]).toEqual([false, false]);
  });
});

describe('after a loss', () => {
  test('subscriptions come before the question for what was missed', async () => {
    await signedIn();
    server.cut();
    server.chat('while away');
    await world.pass(SECOND);
    expect(person.sent.slice(0, 4).map(message => message.class)).toEqual(['login_token', 'watch', 'subscribe', 'catchup']);
    expect(person.chatLines).toEqual(['while away']);
    expect(person.missed_).toEqual([{ kind: 'nothing', lost: false }]);
  });

  test('the picture is shown with its age, and is old after 15 s', async () => {
    await signedIn();
    const since = world.now() + 20; // the way that the news takes
    server.reachable(false);
    server.cut();
    await world.pass(14 * SECOND);
    expect(person.client.status).toEqual({ state: 'reconnecting', since });
    await world.pass(2 * SECOND);
    expect(person.client.status).toEqual({ state: 'old', since });
    expect(Object.keys(person.list('phones'))).toEqual(['4', '5']);
    server.reachable(true);
    await world.pass(10 * SECOND);
    expect(states()).toEqual(['reconnecting', 'old', 'live']);
  });

  test('a server that was started again has its lists loaded before all is live, and says what may be lost', async () => {
    await signedIn();
    server.restart();
    server.change('phones', '4', 'status', { state: '8' });
    await world.pass(SECOND);
    expect(person.list('phones')['4']).toMatchObject({ state: '8' });
    expect(person.missed_).toEqual([{ kind: 'reloaded', lost: true }]);
    expect(states()).toEqual(['reconnecting', 'live']);
  });
});

describe('a connection', () => {
  test('that the server ends for good is not opened again', async () => {
    await signedIn();
    server.cut('openly', 1008);
    await world.pass(60 * SECOND);
    expect([person.client.status, connected()]).toEqual([{ state: 'signed_out', why: 'turned_away' }, 0]);
  });

  test('that is turned away for the moment is opened again after five seconds', async () => {
    await signedIn();
    server.cut('openly', 1013);
    await world.pass(5 * SECOND);
    expect(connected()).toBe(0);
    await world.pass(2 * SECOND);
    expect(person.client.status).toEqual({ state: 'live' });
  });

  test('that is dead without a word is found out and replaced', async () => {
    await signedIn();
    server.cut('silently');
    server.change('phones', '4', 'status', { state: '8' });
    await world.pass(16 * SECOND);
    expect(person.client.status).toEqual({ state: 'live' });
    expect(person.list('phones')['4']).toMatchObject({ state: '8' });
  });

  test('that is dead after sleep is replaced within three seconds', async () => {
    await signedIn();
    server.cut('silently');
    world.jump(HOUR);
    await world.pass(3.2 * SECOND);
    expect(person.client.status).toEqual({ state: 'live' });
  });

  test('is not waited for when the network is back', async () => {
    await signedIn();
    server.reachable(false);
    server.cut();
    await world.pass(120 * SECOND);
    server.reachable(true);
    person.client.wake();
    await world.pass(200);
    expect(person.client.status).toEqual({ state: 'live' });
  });

  test('is given up with a code that is no farewell, and left with one that is', async () => {
    await signedIn();
    server.cut('silently');
    await world.pass(20 * SECOND);
    expect(server.closes).toEqual([4000]);
    person.client.close();
    await world.pass(60 * SECOND);
    expect(server.closes).toEqual([4000, 1000]);
    expect([server.connections, person.token]).toEqual([0, 'xp_2']);
  });

  test('on which nonsense comes is given up', async () => {
    await signedIn();
    server.say('no JSON');
    await world.pass(SECOND);
    expect([person.client.status, server.closes]).toEqual([{ state: 'live' }, [4000]]);
  });
});

test('who signs out says so, and nothing is left', async () => {
  await signedIn();
  person.client.signOut('everywhere');
  await world.pass(60 * SECOND);
  expect(person.sentOf('logout')).toEqual([{ class: 'logout', everywhere: true }]);
  expect([person.client.status, person.token, server.connections]).toEqual([{ state: 'signed_out' }, undefined, 0]);
});

test('who is sent away does not come back', async () => {
  await signedIn();
  server.say(JSON.stringify({ class: 'disconnect', type: 'force', timenow: 0 }));
  await world.pass(60 * SECOND);
  expect([person.client.status, connected()]).toEqual([{ state: 'signed_out', why: 'sent_away' }, 0]);
});

test('a list that is added is watched and loaded, one that is dropped is forgotten', async () => {
  server.fill('queues', ['2']);
  await signedIn();
  person.client.watch(['queues']);
  await world.pass(SECOND);
  expect(person.sentOf('watch')).toEqual([{ class: 'watch', lists: ['queues'] }]);
  expect([Object.keys(person.list('queues')), person.client.store.get('phones')]).toEqual([['2'], undefined]);
});

test('a refusal that comes when the command is thought done is told as an event', async () => {
  await signedIn();
  person.command({ class: 'hangup' });
  await world.pass(SECOND);
  expect(person.outcomes).toMatchObject([{ outcome: 'done' }]);
  server.say(JSON.stringify({ class: 'ipbxcommand', error_string: 'service_unavailable', replyid: 1, timenow: 0 }));
  await world.pass(SECOND);
  expect(person.events).toMatchObject([{ error_string: 'service_unavailable', replyid: 1 }]);
});

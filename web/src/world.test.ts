import { afterEach, expect, test } from 'vitest';
import { type Guest, listen } from '../tests/simulation/websockets.ts';
import { type Socket, world } from './world.ts';

/** That the real world does what the simulated one pretends. */

let close = () => {};
afterEach(() => close());

/** Both ends of a connection, and what each has heard. */
async function connected() {
  const client: string[] = [];
  const atServer: string[] = [];
  let welcome = (_guest: Guest) => {};
  const arrived = new Promise<Guest>(resolve => {
    welcome = resolve;
  });
  const { url, server } = await listen(guest => {
    welcome(guest);
    return { received: text => atServer.push(text), closed: code => atServer.push(`closed ${code}`) };
  });
  close = () => server.close();
  const socket = await new Promise<Socket>(resolve => {
    const made = world.connect(url, {
      opened: () => resolve(made),
      received: text => client.push(text),
      closed: code => client.push(`closed ${code}`),
    });
  });
  return { client, atServer, guest: await arrived, socket, url, server };
}

test('what is sent arrives on both sides', async () => {
  const { client, atServer, guest, socket } = await connected();
  guest.send('{"class":"keepalive"}');
  socket.send('ü'.repeat(300));
  await expect.poll(() => client).toEqual(['{"class":"keepalive"}']);
  await expect.poll(() => atServer).toEqual(['ü'.repeat(300)]);
  socket.close(1000);
});

test.each([1008, 1013])('the code %i with which the server closes is told', async code => {
  const { client, guest } = await connected();
  guest.close(code);
  await expect.poll(() => client).toEqual([`closed ${code}`]);
});

test('a connection that breaks is closed, once', async () => {
  const { client, guest } = await connected();
  guest.cut();
  await expect.poll(() => client).toEqual(['closed 1006']);
});

test('the server hears the code of the client, who hears nothing more', async () => {
  const { client, atServer, guest, socket } = await connected();
  socket.close(4000);
  guest.send('too late');
  await expect.poll(() => atServer).toEqual(['closed 4000']);
  expect(client).toEqual([]);
});

test('where nobody listens the connection is closed before it was open', async () => {
  const { url, server, socket } = await connected();
  socket.close(1000);
  await new Promise(done => server.close(done));
  const code = await new Promise<number>((closed, failed) => {
    world.connect(url, { opened: failed, received: failed, closed });
  });
  expect(code).toBe(1006);
});

test('a timer that was cancelled does not go off', async () => {
  const gone: string[] = [];
  world.after(1, () => gone.push('cancelled'))();
  await new Promise<void>(done => world.after(5, done));
  expect(gone).toEqual([]);
});

import { beforeEach, expect, test } from 'vitest';
import { SimulatedWorld } from '../../tests/simulation/world.ts';
import { Watchdog } from './watchdog.ts';

let world: SimulatedWorld;
let watchdog: Watchdog;
let asked: number;
let dead: number;

beforeEach(() => {
  world = new SimulatedWorld();
  asked = dead = 0;
  watchdog = new Watchdog(world, { ask: () => asked++, dead: () => dead++ });
  watchdog.start();
});

test('a connection that is quiet for 10 s is asked, and has 5 s to answer', async () => {
  await world.pass(9_999);
  expect(asked).toBe(0);
  await world.pass(1);
  expect(asked).toBe(1);
  await world.pass(4_999);
  expect(dead).toBe(0);
  await world.pass(1);
  expect([asked, dead]).toEqual([1, 1]);
});

test('one that answers lives, and is asked again after the next 10 s', async () => {
  await world.pass(10_000);
  watchdog.heard();
  watchdog.answered();
  await world.pass(9_999);
  expect([asked, dead]).toEqual([1, 0]);
  await world.pass(1);
  expect(asked).toBe(2);
});

test('one on which something comes is not asked', async () => {
  for (let second = 0; second < 60; second++) {
    await world.pass(1000);
    watchdog.heard();
  }
  expect(asked).toBe(0);
});

test('a long message in front of the answer gives it time, but does not stand for it', async () => {
  await world.pass(10_000);
  await world.pass(4_000);
  watchdog.heard();
  await world.pass(4_999);
  expect(dead).toBe(0);
  await world.pass(1);
  expect(dead).toBe(1);
});

test.each([
  ['after sleep', 3_600_000],
  ['when the clock is set back', -3_600_000],
])('%s it is asked at once, with 2 s', async (_name, jump) => {
  await world.pass(500);
  world.jump(jump);
  await world.pass(500);
  expect(asked).toBe(1);
  await world.pass(1_999);
  expect(dead).toBe(0);
  await world.pass(1);
  expect(dead).toBe(1);
});

test('a doubt while the answer is waited for shortens the wait, and a second one does not ask again', async () => {
  await world.pass(11_000);
  watchdog.doubt();
  watchdog.doubt();
  expect(asked).toBe(2);
  await world.pass(2_000);
  expect(dead).toBe(1);
});

test('after its end it says nothing', async () => {
  await world.pass(10_000);
  watchdog.stop();
  watchdog.doubt();
  await world.pass(100_000);
  expect([asked, dead]).toEqual([1, 0]);
});

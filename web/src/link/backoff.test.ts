import { expect, test } from 'vitest';
import { Backoff, whenTurnedAway } from './backoff.ts';

const MIDDLE = 0.5;

test('the first tries follow fast, and after a minute they come every five seconds', () => {
  const backoff = new Backoff();
  expect([0, 1, 2, 3, 4].map(() => backoff.next(0, MIDDLE))).toEqual([0, 250, 500, 1000, 1000]);
  expect(backoff.next(59_999, MIDDLE)).toBe(1000);
  expect([60_000, 62_000, 66_000, 1e9].map(now => backoff.next(now, MIDDLE))).toEqual([2000, 4000, 5000, 5000]);
});

test('a wait is spread by 30 % to both sides', () => {
  const waits = [0, MIDDLE, 1].map(random => {
    const backoff = new Backoff();
    backoff.next(0, random);
    return Math.round(backoff.next(0, random));
  });
  expect(waits).toEqual([175, 250, 325]);
});

test('after a reset the first try follows at once', () => {
  const backoff = new Backoff();
  for (let now = 0; now < 100_000; now += 1000) backoff.next(now, MIDDLE);
  backoff.reset();
  expect([backoff.next(100_000, MIDDLE), backoff.next(100_000, MIDDLE)]).toEqual([0, 250]);
});

test('who was turned away waits for five seconds or more', () => {
  expect([whenTurnedAway(0), whenTurnedAway(1)]).toEqual([5000, 6500]);
});

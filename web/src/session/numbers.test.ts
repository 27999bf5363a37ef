import { beforeEach, describe, expect, test } from 'vitest';
import type { CatchupAnswer, ServerMessage } from '../wire/protocol.ts';
import { Numbers } from './numbers.ts';

const push = (seq: number): ServerMessage => ({ class: 'dial_success', exten: String(seq), timenow: 0, seq });
const reply = (seq: number): ServerMessage => ({ ...push(seq), replyid: 1 });
const answer = (seq: number): CatchupAnswer => ({ class: 'catchup', result: 'complete', frames: 0, timenow: 0, seq });
const numbersOf = ({ messages }: { messages: readonly ServerMessage[] }) => messages.map(({ seq }) => seq);

let numbers: Numbers;

beforeEach(() => {
  numbers = new Numbers();
  expect(numbers.begin({ epoch: 'a', seq: 100 })).toBeUndefined();
});

describe('in the first session', () => {
  test('a number is taken once', () => {
    expect([101, 103, 103, 101].map(seq => numbers.take(push(seq)))).toEqual([true, true, false, false]);
  });

  test('what has no number is taken', () => {
    const { seq: _, ...unnumbered } = push(1);
    expect([numbers.take(unnumbered), numbers.take(unnumbered)]).toEqual([true, true]);
  });

  test('a reply that has overtaken pushes does not hide them', () => {
    expect([reply(105), push(103), push(104)].map(message => numbers.take(message))).toEqual([true, true, true]);
  });
});

describe('after a loss', () => {
  test('it is caught up from the last push, not from a reply beyond it', () => {
    numbers.take(push(103));
    numbers.take(reply(110));
    expect(numbers.begin({ epoch: 'a', seq: 120 })).toEqual({ epoch: 'a', seq: 103 });
  });

  test('old and new are taken together, once, in order, and without the reply that has been taken before', () => {
    numbers.take(reply(102));
    numbers.begin({ epoch: 'a', seq: 110 });
    for (const seq of [111, 101, 102, 105, 111]) expect(numbers.take(push(seq))).toBe(false);
    expect(numbersOf(numbers.caughtUp(answer(112)))).toEqual([101, 105, 111]);
    expect([112, 113].map(seq => numbers.take(push(seq)))).toEqual([false, true]);
  });

  test('what came beyond the answer is not taken again either', () => {
    numbers.begin({ epoch: 'a', seq: 110 });
    numbers.take(push(115));
    expect(numbersOf(numbers.caughtUp(answer(112)))).toEqual([115]);
    expect(numbers.take(push(115))).toBe(false);
  });

  test('what was collected when the connection broke again is asked for again', () => {
    numbers.begin({ epoch: 'a', seq: 110 });
    numbers.take(push(101));
    expect(numbers.begin({ epoch: 'a', seq: 130 })).toEqual({ epoch: 'a', seq: 100 });
    numbers.take(push(101));
    expect(numbersOf(numbers.caughtUp(answer(130)))).toEqual([101]);
  });

  test('in another epoch all numbers begin anew, and from then on that epoch is asked for', () => {
    numbers.take(reply(200));
    expect(numbers.begin({ epoch: 'b', seq: 5 })).toEqual({ epoch: 'a', seq: 100 });
    numbers.take(push(6));
    const caughtUp = numbers.caughtUp(answer(7));
    expect([numbersOf(caughtUp), caughtUp.isOtherEpoch]).toEqual([[6], true]);
    expect([8, 200].map(seq => numbers.take(push(seq)))).toEqual([true, true]);
    expect(numbers.begin({ epoch: 'b', seq: 300 })).toEqual({ epoch: 'b', seq: 200 });
  });

  test('more than 50 000 messages are not collected', () => {
    numbers.begin({ epoch: 'a', seq: 100_000 });
    for (let seq = 101; seq <= 50_100; seq++) numbers.take(push(seq));
    numbers.take(push(50_100));
    expect(numbers.caughtUp(answer(100_000)).overflown).toBe(false);
    numbers.begin({ epoch: 'a', seq: 200_000 });
    for (let seq = 100_001; seq <= 150_001; seq++) numbers.take(push(seq));
    const { messages, overflown } = numbers.caughtUp(answer(200_000));
    expect([messages.length, overflown]).toEqual([50_000, true]);
  });
});

test('of replies beyond the pushes no more than 1000 are remembered', () => {
  for (let seq = 101; seq <= 1101; seq++) expect(numbers.take(reply(seq))).toBe(true);
  expect([numbers.take(reply(1101)), numbers.take(reply(101))]).toEqual([false, true]);
});

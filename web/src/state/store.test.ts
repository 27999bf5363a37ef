import { expect, test } from 'vitest';
import { isSame, Store } from './store.ts';

test('who subscribed to a key is told of its changes and of no others', () => {
  const store = new Store();
  const told: string[] = [];
  const end = store.subscribe('phones/4', () => told.push(String(store.get('phones/4'))));
  store.set('phones/5', 'another');
  store.set('phones/4', 'a');
  store.set('phones/4', 'a');
  store.set('phones/4', undefined);
  end();
  store.set('phones/4', 'b');
  expect(told).toEqual(['a', 'undefined']);
});

test('of a batch each key is told once, at its end, also when it fails', () => {
  const store = new Store();
  const told: unknown[] = [];
  store.subscribe('key', () => told.push(store.get('key')));
  store.batch(() => {
    store.set('key', 1);
    store.batch(() => store.set('key', 2));
    expect(told).toEqual([]);
  });
  expect(() =>
    store.batch(() => {
      store.set('key', 3);
      throw new Error('in the middle');
    }),
  ).toThrow('in the middle');
  expect(told).toEqual([2, 3]);
});

test('a value that is equal is the old one', () => {
  const store = new Store();
  const value = { queues: ['2'] };
  store.set('agents/7', value);
  store.set('agents/7', { queues: ['2'] });
  expect(store.get('agents/7')).toBe(value);
});

test('to clear it tells everybody', () => {
  const store = new Store();
  store.set('key', 1);
  let told = 0;
  store.subscribe('key', () => told++);
  store.clear();
  expect([store.get('key'), told]).toEqual([undefined, 1]);
});

test.each([
  [{ a: [1, { b: null }] }, { a: [1, { b: null }] }, true],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ a: undefined }, { b: undefined }, false],
  [[1], { 0: 1 }, false],
  [[1, 2], [1], false],
  [null, {}, false],
  ['1', 1, false],
])('%j and %j', (one, other, same) => {
  expect(isSame(one, other)).toBe(same);
});

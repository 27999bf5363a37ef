import { beforeEach, expect, test } from 'vitest';
import { Store } from '../state/store.ts';
import type { ToTab, Value } from './messages.ts';
import { Tab } from './tab.ts';

let store: Store;
let tab: Tab;
let sent: ToTab[];

const settled = () => new Promise(resolve => setTimeout(resolve));
const batches = () => sent.map(message => (message.tell === 'values' ? message.values : [])) as Value[][];

beforeEach(() => {
  store = new Store();
  sent = [];
  tab = new Tab(store, 0, message => sent.push(message));
});

test('a tab is told at once of what it begins to want, also of what is not there', async () => {
  store.set('phones/4', { number: '1001' });
  tab.want(['phones/4', 'phones/5'], []);
  await settled();
  expect(batches()).toEqual([
    [
      ['phones/4', { number: '1001' }],
      ['phones/5', undefined],
    ],
  ]);
});

test('the next batch comes when the last one has been drawn, with the newest values', async () => {
  tab.want(['a', 'b'], []);
  await settled();
  for (let value = 1; value <= 1000; value++) store.set('a', value);
  store.set('b', 'x');
  await settled();
  expect(sent).toHaveLength(1);
  tab.drawn();
  await settled();
  expect(batches()[1]).toEqual([
    ['a', 1000],
    ['b', 'x'],
  ]);
});

test('a tab that has drawn hears of the next change without asking again', async () => {
  tab.want(['a'], []);
  await settled();
  tab.drawn();
  await settled();
  expect(sent).toHaveLength(1);
  store.set('a', 1);
  await settled();
  expect(sent).toHaveLength(2);
});

test('what changes together is told together', async () => {
  tab.want(['a', 'b'], []);
  await settled();
  tab.drawn();
  store.batch(() => {
    store.set('a', 1);
    store.set('b', 2);
  });
  await settled();
  expect(batches()[1]).toHaveLength(2);
});

test('what is not wanted any more is not told', async () => {
  tab.want(['a', 'b'], []);
  await settled();
  store.set('a', 1);
  tab.want([], ['a']);
  tab.drawn();
  await settled();
  expect(sent).toHaveLength(1);
  tab.close();
  store.set('b', 1);
  await settled();
  expect(sent).toHaveLength(1);
});

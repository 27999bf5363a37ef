import { beforeEach, expect, test } from 'vitest';
import type { ListAnswer, ListPush } from '../wire/protocol.ts';
import { List } from './list.ts';
import { Store } from './store.ts';

const answer = (seq: number, numbers: { [id: string]: string }): ListAnswer => ({
  class: 'getlist',
  function: 'all',
  listname: 'phones',
  tipbxid: 'xivo',
  timenow: 0,
  seq,
  same: { initialized: null },
  keys: ['id', 'number', 'hintstatus'],
  rows: Object.entries(numbers).map(([id, number]) => [id, number, '0']),
});
const push = (seq: number, fields: object) =>
  ({ class: 'getlist', listname: 'phones', tipbxid: 'xivo', timenow: 0, seq, ...fields }) as unknown as ListPush;
const lamp = (seq: number, tid: string | number, hintstatus: string) =>
  push(seq, { function: 'updatestatus', tid, status: { hintstatus } });

let store: Store;
let list: List;

const load = (seq: number, numbers: { [id: string]: string }) => {
  list.loadAsked();
  list.loaded(answer(seq, numbers));
};
const element = (id: string) => store.get<{ number: string; hintstatus: string }>(`phones/${id}`);

beforeEach(() => {
  store = new Store();
  list = new List('phones', store);
});

test('configuration and status stand in one object, with what all rows have in common', () => {
  load(10, { 4: '1001', 5: '1002' });
  expect(store.get('phones')).toEqual(['4', '5']);
  expect(element('4')).toEqual({ id: '4', number: '1001', hintstatus: '0', initialized: null });
});

test('a push changes the fields that it has, whether it names the element by text or number', () => {
  load(10, { 4: '1001' });
  list.take(lamp(11, 4, '8'));
  list.take(push(12, { function: 'updateconfig', tid: '4', config: { number: '1003' } }));
  expect(element('4')).toMatchObject({ number: '1003', hintstatus: '8', initialized: null });
});

test('since when a state lasts stands in the element, although it is told beside the state', () => {
  load(10, { 4: '1001' });
  list.take(push(11, { function: 'updatestatus', tid: '4', status: { hintstatus: '8' }, since: 1796091602.1 }));
  expect(element('4')).toMatchObject({ hintstatus: '8', since: 1796091602.1 });
  list.take(push(12, { function: 'updatestatus', tid: '4', status: { hintstatus: '4' }, since: null }));
  expect(element('4')).toMatchObject({ hintstatus: '4', since: null });
});

test('a push that is older than the load changes nothing', () => {
  load(10, { 4: '1001' });
  list.take(lamp(10, '4', '8'));
  list.take(push(9, { function: 'delconfig', list: ['4'] }));
  list.take(push(8, { function: 'addconfig', list: ['4'] }));
  expect(element('4')?.hintstatus).toBe('0');
  expect(list.needsLoad).toBe(false);
});

test('a push that is newer than the load counts although it came before it', () => {
  load(10, { 4: '1001' });
  list.loadAsked();
  list.take(lamp(20, '4', '1'));
  list.take(lamp(22, '4', '8'));
  expect(element('4')?.hintstatus).toBe('8');
  list.loaded(answer(21, { 4: '1001' }));
  expect(element('4')?.hintstatus).toBe('8');
});

test('what is not in the load is gone', () => {
  load(10, { 4: '1001', 5: '1002' });
  load(20, { 5: '1002' });
  expect(store.get('phones')).toEqual(['5']);
  expect(element('4')).toBeUndefined();
});

test('an element that is new has the list loaded, also when it is told while a load is under way', () => {
  load(10, { 4: '1001' });
  list.take(push(11, { function: 'addconfig', list: ['5'] }));
  expect(list.needsLoad).toBe(true);
  list.loadAsked();
  expect(list.needsLoad).toBe(false);
  list.take(push(12, { function: 'addconfig', list: ['6'] }));
  list.loaded(answer(11, { 4: '1001', 5: '1002' }));
  expect(list.needsLoad).toBe(true);
});

test('an element that has gone is gone, and what is told of strangers makes no half elements', () => {
  load(10, { 4: '1001', 5: '1002' });
  list.take(push(11, { function: 'delconfig', list: ['4'] }));
  list.take(lamp(12, '4', '8'));
  expect(store.get('phones')).toEqual(['5']);
  expect(element('4')).toBeUndefined();
});

test('a load that fails is asked for again', () => {
  list.loadAsked();
  list.loadFailed();
  expect(list.needsLoad).toBe(true);
});

test('one that is outdated still shows what it had, until it is loaded in the numbers of another epoch', () => {
  load(1000, { 4: '1001' });
  list.outdate();
  expect([list.needsLoad, list.isOutdated, element('4')?.number]).toEqual([true, true, '1001']);
  list.loadAsked();
  list.take(lamp(7, '4', '8'));
  list.loaded(answer(6, { 4: '1001' }));
  expect([list.needsLoad, list.isOutdated, element('4')?.hintstatus]).toEqual([false, false, '8']);
});

test('more than 20 000 pushes during a load are not kept, but loaded once more', () => {
  list.loadAsked();
  for (let seq = 1; seq <= 20_000; seq++) list.take(lamp(seq, '4', '8'));
  list.loaded(answer(0, { 4: '1001' }));
  expect(list.needsLoad).toBe(true);
});

test('a load that brings nothing new tells nobody', () => {
  load(10, { 4: '1001' });
  let told = 0;
  for (const key of ['phones', 'phones/4']) store.subscribe(key, () => told++);
  load(20, { 4: '1001' });
  expect(told).toBe(0);
});

test('one that nobody wants leaves nothing in the store', () => {
  load(10, { 4: '1001' });
  list.forget();
  expect([store.get('phones'), element('4')]).toEqual([undefined, undefined]);
});

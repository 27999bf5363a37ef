import { beforeEach, describe, expect, test } from 'vitest';
import { Store } from '../state/store.ts';
import { People } from './people.ts';

let store: Store;
let people: People;

const NAMES = ['Zoé Durand', 'André Martin', 'Martine Albert', 'Ann-Marie Petit', 'Bob Stone', 'Œdipe Moreau'];

beforeEach(() => {
  store = new Store();
  people = new People(store);
  store.batch(() => {
    for (const [place, fullname] of NAMES.entries()) {
      const id = String(place + 1);
      store.set(`users/${id}`, { id, fullname, linelist: [id], mobilephonenumber: id === '5' ? '+33 6 00 00 10 02' : '' });
      store.set(`phones/${id}`, { id, number: `100${id}` });
    }
    store.set(
      'users',
      NAMES.map((_, place) => String(place + 1)),
    );
  });
});

const found = (text: string) => people.search(text).map(id => NAMES[Number(id) - 1]);

describe('the search', () => {
  test('begins with those whose name begins so', () => {
    expect(found('martin')).toEqual(['Martine Albert', 'André Martin']);
  });

  test('does without accents, capitals and signs', () => {
    expect(found('ANDRE')).toEqual(['André Martin']);
    expect(found('zoe')).toEqual(['Zoé Durand']);
    expect(found('ann marie')).toEqual(['Ann-Marie Petit']);
  });

  test('takes words in any order, each from its begin or from within', () => {
    expect(found('stone bob')).toEqual(['Bob Stone']);
    expect(found('tone')).toEqual(['Bob Stone']);
  });

  test('finds numbers of lines, and mobiles however they are written', () => {
    expect(found('1005')).toEqual(['Bob Stone']);
    expect(found('10 02')).toEqual(['André Martin', 'Bob Stone']);
    expect(found('+336000010')).toEqual(['Bob Stone']);
  });

  test('finds nobody for nothing', () => {
    expect(found('')).toEqual([]);
    expect(found(' - ')).toEqual([]);
    expect(found('nobody')).toEqual([]);
  });

  test('follows names and numbers that change', () => {
    store.set('users/5', { ...store.get<object>('users/5'), fullname: 'Rob Stone' });
    expect(found('rob')).toHaveLength(1);
    store.set('phones/5', { id: '5', number: '2222' });
    store.set('users/5', { ...store.get<object>('users/5'), linelist: ['5'], mobilephonenumber: '' });
    expect(people.search('2222')).toEqual(['5']);
  });
});

test('everybody is sorted as people sort names', () => {
  expect(store.get<string[]>('people')?.map(id => NAMES[Number(id) - 1])).toEqual([
    'André Martin',
    'Ann-Marie Petit',
    'Bob Stone',
    'Martine Albert',
    'Œdipe Moreau',
    'Zoé Durand',
  ]);
});

import { expect, test } from 'vitest';
import { toPeople } from './person.ts';

const relations = { xivo_id: null, user_id: null, user_uuid: null, endpoint_id: null, agent_id: null, source_entry_id: '7' };

test('what the columns say becomes a person, whatever their order', () => {
  const [person] = toPeople({
    column_types: ['favorite', 'number_office', 'name', null, 'number_mobile'],
    results: [{ column_values: [true, '0100000001', 'Atelier Blanc', 'a note', '0600000001'], source: 'customers', relations }],
  } as unknown as Parameters<typeof toPeople>[0]);
  expect(person).toEqual({
    source: 'customers',
    entryId: '7',
    name: 'Atelier Blanc',
    numbers: ['0100000001', '0600000001'],
    isFavorite: true,
  });
});

test('a user is one, and who has neither name nor number is left out', () => {
  const people = toPeople({
    column_types: ['name', 'number'],
    results: [
      { column_values: ['Bob Stone', '1002'], source: 'internal', relations: { ...relations, user_id: 2 } },
      { column_values: ['', null], source: 'customers', relations },
    ],
  } as unknown as Parameters<typeof toPeople>[0]);
  expect(people.map(({ name, userId }) => [name, userId])).toEqual([['Bob Stone', '2']]);
});

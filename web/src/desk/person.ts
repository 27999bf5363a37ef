import type { FromServer } from '../wire/generated/messages.ts';

/** Somebody whom the server has found: a user, a personal contact, an entry of a directory. */
export interface Person {
  readonly source: string;
  readonly entryId: string;
  readonly name: string;
  readonly numbers: readonly string[];
  /** Of who is a user, whose line and presence can be seen. */
  readonly userId?: string;
  readonly isFavorite: boolean;
}

type Answer = Pick<FromServer['people_search_result'], 'column_types' | 'results'>;
type Row = Answer['results'][number];

/** The people of an answer; what has neither name nor number is left out. */
export function toPeople({ column_types: types, results }: Answer): Person[] {
  return results.map(row => toPerson(types, row)).filter(person => person.name !== '' || person.numbers.length > 0);
}

function toPerson(types: Answer['column_types'], { column_values: values, source, relations }: Row): Person {
  const texts = (wanted: (type: string) => boolean) =>
    values.filter((value, column): value is string => typeof value === 'string' && value !== '' && wanted(types[column] ?? ''));
  const numbers = texts(type => type.startsWith('number') || type === 'callable' || type === 'mobile');
  const { user_id: userId, source_entry_id: entryId } = relations;
  return {
    source,
    entryId: String(entryId ?? ''),
    name: texts(type => type === 'name')[0] ?? numbers[0] ?? '',
    numbers: [...new Set(numbers)],
    ...(userId === null ? {} : { userId: String(userId) }),
    isFavorite: values[types.indexOf('favorite')] === true,
  };
}

/** The same person in every answer, whatever its columns. */
export function keyOf({ source, entryId }: { readonly source: string; readonly entryId: string }): string {
  return `${source}/${entryId}`;
}

import type { Store } from '../state/store.ts';
import type { Phone, User } from './user.ts';

/** Finds users by what one types, in what the worker knows of them. Others, in directories and address books, are found by the server. */

const FOUND_AT_MOST = 50;

interface Indexed {
  /** What is searched, each word at its begin. */
  readonly text: string;
  readonly digits: string;
}

export class People {
  #store: Store;
  /** By the user as the store has it: what has changed is another object. */
  #index = new WeakMap<User, Indexed>();

  constructor(store: Store) {
    this.#store = store;
    store.subscribe('users', () => this.#sort());
  }

  /** The ids of all users, by name, under `people`. */
  #sort(): void {
    const nameOf = (id: string) => this.#store.get<User>(`users/${id}`)?.fullname ?? '';
    const named = (this.#store.get<readonly string[]>('users') ?? []).map(id => ({ id, name: nameOf(id) }));
    named.sort((one, other) => one.name.localeCompare(other.name));
    this.#store.set(
      'people',
      named.map(({ id }) => id),
    );
  }

  /** The ids of users, best first: who begins so, whose other names begin so, whose name or number has it somewhere. */
  search(text: string): string[] {
    const words = plain(text).split(' ').filter(Boolean);
    if (words.length === 0) return [];
    const digits = /^[\d\s+*#().-]+$/.test(text) ? text.replace(/[^\d+*#]/g, '') : '';
    const found: { id: string; rank: number; name: string }[] = [];
    for (const id of this.#store.get<readonly string[]>('users') ?? []) {
      const user = this.#store.get<User>(`users/${id}`);
      const rank = user && rankOf(this.#indexed(user), words, digits);
      if (user && rank !== undefined) found.push({ id, rank, name: user.fullname });
    }
    found.sort((one, other) => one.rank - other.rank || one.name.localeCompare(other.name));
    return found.slice(0, FOUND_AT_MOST).map(({ id }) => id);
  }

  /** The name of the user whose line has that number; empty when there is none. */
  nameOf(number: string): string {
    for (const id of this.#store.get<readonly string[]>('phones') ?? []) {
      const phone = this.#store.get<Phone>(`phones/${id}`);
      if (phone?.number === number) return this.#store.get<User>(`users/${phone.iduserfeatures}`)?.fullname ?? '';
    }
    return '';
  }

  #indexed(user: User): Indexed {
    const known = this.#index.get(user);
    if (known) return known;
    const lines = user.linelist.map(id => this.#store.get<{ number?: string }>(`phones/${id}`)?.number ?? '');
    const indexed = {
      text: ` ${plain(user.fullname)}`,
      digits: [...lines, user.mobilephonenumber].map(each => each.replace(/\D/g, '')).join(' '),
    };
    // A line that is not loaded yet would be forgotten for as long as its user does not change.
    if (lines.every(Boolean)) this.#index.set(user, indexed);
    return indexed;
  }
}

function rankOf({ text, digits }: Indexed, words: readonly string[], typed: string): number | undefined {
  const number = typed.replace(/\D/g, '');
  if (number !== '' && digits.split(' ').some(each => each.startsWith(number))) return 0;
  if (number !== '' && digits.includes(number)) return 3;
  if (text.startsWith(` ${words.join(' ')}`)) return 0;
  if (words.every(word => text.includes(` ${word}`))) return 1;
  if (words.every(word => text.includes(word))) return 2;
  return undefined;
}

/** Without accents and signs, in small letters: who types "andre" finds "André". */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

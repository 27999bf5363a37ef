/**
 * Who is signed in here. The token is kept with the tab, and in the browser when the user wants to stay signed in. `key` is in the name of the
 * worker: nobody comes to another one's by signing in with a name alone.
 */

export interface Account {
  readonly login: string;
  readonly key: string;
  readonly token?: string;
  readonly isKept: boolean;
}

const NAME = 'crosspoint.account';

export function loadAccount(): Account | undefined {
  return read(sessionStorage) ?? read(localStorage);
}

export function newAccount(login: string, isKept: boolean): Account {
  const key = [...crypto.getRandomValues(new Uint32Array(4))].map(part => part.toString(36)).join('');
  return { login, key, isKept };
}

/** Without a token there is none any more. Another account that is kept by now stays. */
export function saveToken({ login, key, isKept }: Account, token: string | undefined): void {
  const text = token === undefined ? undefined : JSON.stringify({ login, key, isKept, token });
  write(sessionStorage, text);
  const kept = read(localStorage);
  if (isKept && (text !== undefined || kept?.key === key)) write(localStorage, text);
}

function read(storage: Storage): Account | undefined {
  try {
    const value: unknown = JSON.parse(storage.getItem(NAME) ?? 'null');
    return isAccount(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isAccount(value: unknown): value is Account {
  if (typeof value !== 'object' || value === null) return false;
  const { login, key, token } = value as Partial<Account>;
  return typeof login === 'string' && typeof key === 'string' && typeof token === 'string';
}

/** A browser that keeps nothing keeps nobody signed in; that is no reason to fail. */
function write(storage: Storage, text: string | undefined): void {
  try {
    if (text === undefined) storage.removeItem(NAME);
    else storage.setItem(NAME, text);
  } catch {}
}

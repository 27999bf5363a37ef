import { type ClientMessage, type LoginAnswer, refusal, type ServerMessage } from '../wire/protocol.ts';

/** The two ways to log in, one answer at a time. Knows no connection and remembers nothing. */

export type Credentials =
  | { readonly token: string }
  /** Without a presence the user keeps the one that there is. */
  | { readonly login: string; readonly password: string; readonly presence?: string };

/** What a session begins with. */
export interface Session {
  readonly answer: LoginAnswer;
  readonly epoch: string;
  readonly seq: number;
  /** For the next login; missing when the server could not keep any. */
  readonly token: string | undefined;
  /** In seconds since 1970, by the server's clock. */
  readonly tokenExpires: number | undefined;
}

export type Step =
  | { readonly send: ClientMessage }
  | { readonly done: Session }
  /** It will not get better by itself. */
  | { readonly refused: string }
  /** The same may go well in a moment. */
  | { readonly later: string };

export const NO_NUMBERS = 'the server does not number what it pushes (extension "seq"): it is too old for this client';

const ASKED_FOR = { extensions: ['seq', 'calls', 'history'], linger: 30 };

export function beginLogin(credentials: Credentials): ClientMessage {
  if ('token' in credentials) return { class: 'login_token', token: credentials.token, ...ASKED_FOR };
  return { class: 'login_id', userlogin: credentials.login, xivoversion: '2.2', company: 'crosspoint', ident: 'web' };
}

/** What follows from a message that came during the login; nothing when it has nothing to do with it. */
export function goOnWithLogin(credentials: Credentials, message: ServerMessage): Step | undefined {
  switch (message.class) {
    case 'login_id':
    case 'login_pass':
    case 'login_capas':
    case 'login_token': {
      const why = refusal(message);
      if (why !== undefined) return why === 'xivo_auth_error' ? { later: why } : { refused: why };
      return 'token' in credentials ? begun(message) : nextStep(credentials, message);
    }
    default:
      return undefined;
  }
}

function nextStep(credentials: Exclude<Credentials, { token: string }>, message: ServerMessage): Step | undefined {
  if (message.class === 'login_id') return { send: { class: 'login_pass', password: credentials.password } };
  if (message.class !== 'login_pass' || !('capalist' in message)) return begun(message);
  const { presence } = credentials;
  const state = presence === undefined ? {} : { state: presence };
  return { send: { class: 'login_capas', capaid: message.capalist[0], ...state, ...ASKED_FOR } };
}

function begun(message: ServerMessage): Step | undefined {
  if (!('capas' in message)) return undefined;
  const { epoch, seq, token, token_expires: tokenExpires, extensions } = message;
  if (epoch === undefined || seq === undefined || !extensions?.includes('seq')) return { refused: NO_NUMBERS };
  return { done: { answer: message, epoch, seq, token, tokenExpires } };
}

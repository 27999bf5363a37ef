import type { ClientMessage, FromServer, ListName, ServerEnvelope, ServerMessage } from './generated/messages.ts';

export { ANSWERED } from './generated/messages.ts';
export type { ClientMessage, ListName, ServerMessage };

type Push<Name extends keyof FromServer> = FromServer[Name] & ServerEnvelope;

/** The answers and pushes that the client itself understands. */
export type LoginAnswer = Push<'login_capas' | 'login_token'>;
export type CatchupAnswer = Extract<ServerMessage, { class: 'catchup' }>;
export type ListAnswer = Push<'getlist all'>;
export type ListPush = Exclude<Extract<ServerMessage, { class: 'getlist' }>, { function: 'listid' | 'all' }>;
export type ChatLine = Push<'chitchat'>;

/** The name under which docs/messages.yml has a request. */
export function nameOf(message: ClientMessage): string {
  const { class: name, command, function: part, message: topic } = message as unknown as Record<string, string | undefined>;
  return [name, command, part, topic].filter(word => word !== undefined).join(' ');
}

/** A frame as a message; nothing when it is none. */
export function parse(text: string): ServerMessage | undefined {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null && 'class' in message ? (message as ServerMessage) : undefined;
  } catch {
    return undefined;
  }
}

/** Why a request was refused; nothing when it was not. */
export function refusal(message: ServerMessage): string | undefined {
  return 'error_string' in message ? message.error_string : undefined;
}

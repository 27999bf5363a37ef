import type { Phone, User } from '../../desk/user.ts';
import type { Texts } from '../texts/en.ts';

/** What is shown of somebody: one state, from line and services. */

export type StateName = 'free' | 'ringing' | 'call' | 'hold' | 'away' | 'dnd' | 'forwarded' | 'gone' | 'unreachable';

export interface ShownState {
  readonly state: StateName;
  /** In seconds since 1970; of calls only. */
  readonly since?: number;
}

const OF_LINES: Readonly<Record<string, StateName>> = {
  '-2': 'unreachable',
  '-1': 'unreachable',
  '0': 'free',
  '1': 'call',
  '2': 'call',
  '4': 'unreachable',
  '8': 'ringing',
  '9': 'call',
  '16': 'hold',
  '17': 'call',
};
/** The two presences that every profile has; who is disconnected can be called all the same. */
const PRESENT: ReadonlySet<string> = new Set(['available', 'disconnected']);
const TIMED: ReadonlySet<StateName> = new Set(['call', 'hold']);

export function lineState(phone: Phone | undefined): ShownState | undefined {
  const state = phone?.hintstatus === undefined ? undefined : OF_LINES[phone.hintstatus];
  if (!state) return undefined;
  return TIMED.has(state) && phone?.since ? { state, since: phone.since } : { state };
}

/** A line that is in use says more than what its user has chosen; a free one less. */
export function shownState(user: User, phone: Phone | undefined): ShownState {
  const line = lineState(phone);
  if (line && (TIMED.has(line.state) || line.state === 'ringing')) return line;
  if (user.enableunc && user.destunc !== '') return { state: 'forwarded' };
  if (user.enablednd) return { state: 'dnd' };
  if (line?.state === 'unreachable') return line;
  if (user.availstate !== undefined && !PRESENT.has(user.availstate)) return { state: 'away' };
  if (!line) return { state: 'gone' };
  return line;
}

export function stateInWords(user: User, phone: Phone | undefined, texts: Texts): string {
  const { state } = shownState(user, phone);
  return state === 'forwarded' ? texts.forwardedTo(user.destunc) : texts.state[state];
}

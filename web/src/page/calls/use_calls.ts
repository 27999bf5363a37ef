import type { Call } from '../../desk/user.ts';
import { useValue } from '../context.ts';
import type { Texts } from '../texts/en.ts';

/** The user's calls; what rings first, what is talked next, then what waits. */
export function useCalls(): readonly Call[] {
  const calls = useValue<readonly Call[]>('calls') ?? [];
  return calls.toSorted((one, other) => RANKS[one.state] - RANKS[other.state]);
}

const RANKS: Readonly<Record<Call['state'], number>> = { ringing: 0, consult: 1, dialling: 2, up: 3, hold: 4 };

/** The call that the keys mean: the one that is talked on, else the one that is on its way, else the first that waits. */
export function currentCall(calls: readonly Call[]): Call | undefined {
  const order: readonly Call['state'][] = ['consult', 'up', 'dialling', 'hold'];
  return order.map(state => calls.find(call => call.state === state)).find(Boolean);
}

export function partyOf({ name, number }: { readonly name: string; readonly number: string }, texts: Texts): string {
  return name || number || texts.unknownCaller;
}

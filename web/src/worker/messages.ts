import type { Trouble } from '../session/commands.ts';
import type { ClientMessage, ServerMessage } from '../wire/protocol.ts';

/** What a tab and the worker say to each other. The worker knows everything, the tab what it draws. */

export type Credentials =
  | { readonly token: string }
  | { readonly login: string; readonly password: string; readonly presence?: string };

export type FromTab =
  /** First of all, and again when the worker does not know the tab. A worker that is signed in already needs no credentials. */
  | { readonly do: 'begin'; readonly credentials: Credentials; readonly wants: readonly string[] }
  /** The keys of the store that the tab draws from now on, and those that it does not any more. */
  | { readonly do: 'want'; readonly added: readonly string[]; readonly removed: readonly string[] }
  /** The last batch has been drawn. */
  | { readonly do: 'drawn' }
  | { readonly do: 'command'; readonly ref: number; readonly message: ClientMessage }
  | { readonly do: 'search'; readonly ref: number; readonly text: string }
  | { readonly do: 'order'; readonly order: Order }
  /** Whether somebody can see the tab, and whether it can be heard; also says that it is alive. */
  | { readonly do: 'here'; readonly isVisible: boolean; readonly isAudible: boolean }
  | { readonly do: 'gone' };

/** What needs no answer. */
export type Order =
  | { readonly name: 'sign_out'; readonly everywhere: boolean }
  | { readonly name: 'wake' }
  | { readonly name: 'more_history' }
  | { readonly name: 'missed_seen' }
  | { readonly name: 'close_result'; readonly id: string };

export type Value = readonly [key: string, value: unknown];

export type ToTab =
  | { readonly tell: 'values'; readonly values: readonly Value[] }
  | {
      readonly tell: 'outcome';
      readonly ref: number;
      readonly message?: ServerMessage;
      readonly trouble?: Trouble;
      readonly why?: string;
    }
  | { readonly tell: 'found'; readonly ref: number; readonly people: readonly string[] }
  /** To be kept for the next time; without one there is nothing to keep any more. */
  | { readonly tell: 'token'; readonly token?: string }
  /** To the one tab that rings and notifies: the calls that ring. */
  | { readonly tell: 'ringing'; readonly calls: readonly RingingCall[] }
  | { readonly tell: 'are_you_there' }
  /** The worker does not know this tab: it has to begin again. */
  | { readonly tell: 'who_are_you' };

export interface RingingCall {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly queue?: string;
}

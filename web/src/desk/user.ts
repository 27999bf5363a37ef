import type { FromServer } from '../wire/generated/messages.ts';

/** The things of the store as pages and worker read them: configuration and state of an element in one object. Services are 0, 1, or booleans. */

export type OnOff = boolean | 0 | 1;

export interface User {
  readonly id: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly fullname: string;
  readonly mobilephonenumber: string;
  readonly voicemailid: number | null;
  readonly linelist: readonly string[];
  readonly enablednd: OnOff;
  readonly enableunc: OnOff;
  readonly destunc: string;
  readonly enablerna: OnOff;
  readonly destrna: string;
  readonly enablebusy: OnOff;
  readonly destbusy: string;
  readonly incallfilter: OnOff;
  /** Presence; missing until it is known. */
  readonly availstate?: string;
  readonly connection?: 'yes' | null;
}

export interface Phone {
  readonly id: string;
  readonly number: string;
  readonly identity: string;
  readonly iduserfeatures: number;
  /** A number as text, see line_state in docs/protocol/messages.md. */
  readonly hintstatus?: string;
  /** When it came into that state, in seconds since 1970. */
  readonly since?: number | null;
}

export interface Voicemail {
  readonly id: string;
  readonly mailbox: string;
  readonly new?: number;
}

export type Call = FromServer['my_calls']['calls'][number];
export type HistoryEntry = Required<Omit<FromServer['history']['history'][number], 'seen'>> & { readonly seen?: boolean };

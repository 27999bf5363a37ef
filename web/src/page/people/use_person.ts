import type { Phone, User } from '../../desk/user.ts';
import type { LoginAnswer } from '../../wire/protocol.ts';
import { useValue } from '../context.ts';
import { type ShownState, shownState } from './state.ts';

/** A user with the main line and what is shown of both. */
export interface ShownUser extends ShownState {
  readonly user: User;
  readonly number: string;
}

export function useUser(id: string | undefined): ShownUser | undefined {
  const user = useValue<User>(`users/${id ?? ''}`);
  const phone = useValue<Phone>(`phones/${user?.linelist[0] ?? ''}`);
  return user && { user, number: phone?.number ?? '', ...shownState(user, phone) };
}

export function useSession(): LoginAnswer | undefined {
  return useValue<LoginAnswer>('session');
}

export function useMe(): ShownUser | undefined {
  return useUser(useSession()?.userid);
}

export interface Presence {
  readonly name: string;
  readonly longname: string;
  readonly color: string;
}

/** A presence of one's own profile, or its bare name. */
export function usePresence(name: string | undefined): Presence | undefined {
  const presences = useSession()?.capas.userstatus;
  if (name === undefined) return undefined;
  const { longname = name, color = '' } = presences?.[name] ?? {};
  return { name, longname, color };
}

import { Button } from 'react-aria-components';
import type { Call } from '../../desk/user.ts';
import { useTexts, useValue } from '../context.ts';
import { useDial } from '../frame/dial.tsx';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icon.tsx';
import { StateChip } from '../parts/state_chip.tsx';
import { Swatch } from '../parts/swatch.tsx';
import { Timer } from '../parts/timer.tsx';
import { duration, serverNow } from '../time.ts';
import { FavoriteButton } from './favorite_button.tsx';
import { usePresence, useUser } from './use_person.ts';
import { UserState } from './user_state.tsx';

/** A user as a row: who, presence, number, state; a press calls. */
export function PersonRow({ id, isReached }: { readonly id: string; readonly isReached: boolean }) {
  const texts = useTexts();
  const shown = useUser(id);
  const dial = useDial();
  const presence = usePresence(shown?.user.availstate);
  const calls = useValue<readonly Call[]>('calls') ?? [];
  if (!shown) return <span className="row-space" />;
  const { user, number } = shown;
  const dialled = number || user.mobilephonenumber;
  const mine = calls.find(
    call => call.number !== '' && call.number === number && (call.state === 'up' || call.state === 'consult'),
  );
  const forward = user.enableunc && user.destunc !== '' ? texts.forwardedTo(user.destunc) : '';
  const since = shown.since === undefined ? '' : duration(serverNow() / 1000 - shown.since);
  const state = mine ? texts.state.withYou : `${texts.state[shown.state as keyof typeof texts.state] ?? ''} ${since}`.trim();
  return (
    <>
      <Avatar name={user.fullname} />
      <span className="who">
        <span className="name">{user.fullname}</span>
        <small>
          {presence && <Swatch color={presence.color} />}
          {[presence?.longname, forward].filter(Boolean).join(' · ')}
        </small>
      </span>
      <span className="number">{number || <span className="muted">{texts.noLine}</span>}</span>
      {mine ? (
        <StateChip state="call">
          {texts.state.withYou}
          <Timer since={mine.since} />
        </StateChip>
      ) : (
        <UserState shown={shown} />
      )}
      <Button
        className="button ghost call"
        excludeFromTabOrder={!isReached}
        isDisabled={dialled === ''}
        aria-label={texts.people.row(
          texts.people.call(user.fullname, dialled),
          '',
          forward === '' ? state : '',
          [presence?.longname, forward].filter(Boolean).join(', '),
        )}
        onPress={() => dial({ name: user.fullname, number: dialled })}
      >
        <Icon name="phone" />
      </Button>
      <FavoriteButton source="internal" entryId={id} name={user.fullname} isReached={isReached} />
    </>
  );
}

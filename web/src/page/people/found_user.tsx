import type { Person } from '../../desk/person.ts';
import type { Voicemail } from '../../desk/user.ts';
import { useTexts, useValue } from '../context.ts';
import type { Target } from '../frame/find.tsx';
import { Avatar } from '../parts/avatar.tsx';
import { useUser } from './use_person.ts';
import { UserState } from './user_state.tsx';

/** One line of what a search has found: a user with state, or somebody else with the numbers. */
export function FoundUser({
  id,
  userId,
  person,
  isActive,
  onChoose,
}: {
  readonly id: string;
  readonly userId?: string | undefined;
  readonly person?: Person | undefined;
  readonly isActive: boolean;
  readonly onChoose: (target: Target) => void;
}) {
  const texts = useTexts();
  const shown = useUser(userId);
  const voicemail = useValue<Voicemail>(`voicemails/${shown?.user.voicemailid ?? ''}`);
  const name = shown?.user.fullname ?? person?.name ?? '';
  const number = (shown?.number || shown?.user.mobilephonenumber) ?? person?.numbers[0] ?? '';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className="row"
      onMouseDown={event => event.preventDefault()}
      onClick={() => number !== '' && onChoose({ name, number, ...(voicemail ? { mailbox: voicemail.mailbox } : {}) })}
    >
      <Avatar name={name} />
      <span className="who">
        <span className="name">{name}</span>
        {!shown && person && person.source !== 'internal' && (
          <small>{person.source === 'personal' ? texts.find.elsewhere : person.source}</small>
        )}
      </span>
      <span className="number">{number}</span>
      {shown && <UserState shown={shown} />}
    </div>
  );
}

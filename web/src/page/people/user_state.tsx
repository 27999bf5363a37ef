import { useTexts } from '../context.ts';
import { StateChip } from '../parts/state_chip.tsx';
import { Timer } from '../parts/timer.tsx';
import type { ShownUser } from './use_person.ts';

/** What is shown of a user's state: the word, and since when. */
export function UserState({ shown }: { readonly shown: ShownUser }) {
  const texts = useTexts();
  if (shown.state === 'forwarded') return <StateChip state="forwarded">{shown.user.destunc}</StateChip>;
  return (
    <StateChip state={shown.state}>
      {texts.state[shown.state]}
      {shown.since !== undefined && <Timer since={shown.since} />}
    </StateChip>
  );
}

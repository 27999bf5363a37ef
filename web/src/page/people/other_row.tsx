import { Button } from 'react-aria-components';
import type { Person } from '../../desk/person.ts';
import { useTexts } from '../context.ts';
import { useDial } from '../frame/dial.tsx';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icon.tsx';
import { FavoriteButton } from './favorite_button.tsx';

/** Somebody outside of the house: no line, no presence. */
export function OtherRow({ person, isReached }: { readonly person: Person; readonly isReached: boolean }) {
  const texts = useTexts();
  const dial = useDial();
  const [number = ''] = person.numbers;
  return (
    <>
      <Avatar name={person.name} />
      <span className="who">
        <span className="name">{person.name}</span>
        <small>{person.source}</small>
      </span>
      <span className="number">{number}</span>
      <span />
      <Button
        className="button ghost call"
        excludeFromTabOrder={!isReached}
        isDisabled={number === ''}
        aria-label={texts.people.call(person.name, number)}
        onPress={() => dial({ name: person.name, number })}
      >
        <Icon name="phone" />
      </Button>
      <FavoriteButton source={person.source} entryId={person.entryId} name={person.name} isReached={isReached} />
    </>
  );
}

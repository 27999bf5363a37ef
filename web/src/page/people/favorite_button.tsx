import { ToggleButton } from 'react-aria-components';
import { useAction } from '../calls/actions.ts';
import { useTexts, useValue } from '../context.ts';
import { Icon } from '../parts/icon.tsx';

export function FavoriteButton({
  source,
  entryId,
  name,
  isReached,
}: {
  readonly source: string;
  readonly entryId: string;
  readonly name: string;
  readonly isReached: boolean;
}) {
  const texts = useTexts();
  const { run } = useAction();
  const isFavorite = useValue<boolean>(`is_favorite/${source}/${entryId}`) === true;
  return (
    <ToggleButton
      className="button ghost star"
      excludeFromTabOrder={!isReached}
      isSelected={isFavorite}
      aria-label={texts.people.addFavorite(name)}
      onChange={favorite => run({ class: 'people_set_favorite', source, source_entry_id: entryId, favorite })}
    >
      <Icon name="star" isFilled={isFavorite} />
    </ToggleButton>
  );
}

import { useEffect, useState } from 'react';
import { type Key, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { keyOf, type Person } from '../../desk/person.ts';
import { useSettings, useTexts, useValue } from '../context.ts';
import { RowList } from '../parts/row_list.tsx';
import { OtherRow } from './other_row.tsx';
import { PersonRow } from './person_row.tsx';

/** Favourites and everybody, live. */
export function People() {
  const texts = useTexts();
  const favorites = useValue<readonly Person[]>('favorites');
  const [tab, setTab] = useState<Key>();
  // Who has no favourites begins with everybody, and stays there with the first.
  useEffect(() => {
    if (favorites) setTab(now => now ?? (favorites.length > 0 ? 'favorites' : 'all'));
  }, [favorites]);
  return (
    <section className="card view people" aria-label={texts.nav.people}>
      <h1 className="hidden">{texts.nav.people}</h1>
      <Tabs className="tabs" selectedKey={tab ?? 'favorites'} onSelectionChange={setTab}>
        <TabList className="tab-list" aria-label={texts.nav.people}>
          <Tab id="favorites" className="tab">
            {texts.people.favorites}
          </Tab>
          <Tab id="all" className="tab">
            {texts.people.all}
          </Tab>
        </TabList>
        <TabPanel id="favorites" className="tab-panel">
          <FavoriteList favorites={favorites} />
        </TabPanel>
        <TabPanel id="all" className="tab-panel">
          <Everybody />
        </TabPanel>
      </Tabs>
    </section>
  );
}

function useRowHeight(): number {
  return useSettings().density === 'compact' ? 40 : 54;
}

function FavoriteList({ favorites }: { readonly favorites: readonly Person[] | undefined }) {
  const texts = useTexts();
  const rowHeight = useRowHeight();
  const byKey = new Map(favorites?.map(person => [keyOf(person), person]));
  if (!favorites) return null;
  return (
    <RowList
      label={texts.people.favorites}
      ids={[...byKey.keys()]}
      rowHeight={rowHeight}
      empty={texts.people.noFavorites}
      render={(key, isReached) => {
        const person = byKey.get(key)!;
        return person.userId === undefined ? (
          <OtherRow person={person} isReached={isReached} />
        ) : (
          <PersonRow id={person.userId} isReached={isReached} />
        );
      }}
    />
  );
}

function Everybody() {
  const texts = useTexts();
  const rowHeight = useRowHeight();
  const ids = useValue<readonly string[]>('people');
  if (!ids) return null;
  return (
    <RowList
      label={texts.people.all}
      ids={ids}
      rowHeight={rowHeight}
      empty={texts.people.nobody}
      render={(id, isReached) => <PersonRow id={id} isReached={isReached} />}
    />
  );
}

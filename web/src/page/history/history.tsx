import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import type { HistoryEntry } from '../../desk/user.ts';
import { partyOf } from '../calls/use_calls.ts';
import { useLink, useTexts, useValue } from '../context.ts';
import { useDial } from '../frame/dial.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { OneOf } from '../parts/one_of.tsx';
import { clock, day, duration, spokenDuration } from '../time.ts';
import { useNewMissed } from './use_new_missed.ts';

const KINDS = ['all', 'missed', 'made', 'received'] as const;
type Kind = (typeof KINDS)[number];
const MODES = { made: 0, received: 1, missed: 2 } as const;
const NAMES = ['made', 'received', 'missed'] as const;

/** The last calls, day by day. Who looks at the missed ones for a moment has seen them. */
export function History() {
  const texts = useTexts();
  const link = useLink();
  const entries = useValue<readonly HistoryEntry[]>('history');
  const hasEnded = useValue<boolean>('history_ends') ?? false;
  const [kind, setKind] = useState<Kind>('all');
  const shown = (entries ?? []).filter(({ mode }) => kind === 'all' || mode === MODES[kind]);
  useSeen(useNewMissed().length > 0);
  const days = Map.groupBy(shown, ({ calltime }) => day(calltime * 1000, texts));
  const words: Readonly<Record<Kind, string>> = { ...texts.history, all: texts.history.allCalls };
  return (
    <section className="card view history" aria-label={texts.nav.history}>
      <header>
        <h1>{texts.nav.history}</h1>
        <OneOf
          label={texts.nav.history}
          className="filter"
          choices={KINDS.map(value => ({ value, words: words[value] }))}
          chosen={kind}
          onChoose={setKind}
        />
      </header>
      <div className="scrolling">
        {entries && shown.length === 0 && (
          <p className="nothing">{kind === 'missed' ? texts.history.noneMissed : texts.history.none}</p>
        )}
        {[...days].map(([title, ofDay]) => (
          <section key={title} aria-label={title}>
            <h2>{title}</h2>
            <ul>
              {ofDay.map(entry => (
                <HistoryRow key={entry.id} entry={entry} />
              ))}
            </ul>
          </section>
        ))}
        {entries && entries.length > 0 && !hasEnded && (
          <Button className="button older" onPress={() => link.order({ name: 'more_history' })}>
            {texts.history.older}
          </Button>
        )}
      </div>
    </section>
  );
}

function HistoryRow({ entry }: { readonly entry: HistoryEntry }) {
  const texts = useTexts();
  const dial = useDial();
  const kind: IconName & (typeof NAMES)[number] = NAMES[entry.mode];
  const party = { name: entry.fullname, number: entry.extension };
  const who = partyOf(party, texts);
  const time = clock(entry.calltime * 1000, texts);
  const spoken = entry.duration > 0 ? spokenDuration(entry.duration, texts) : '';
  return (
    <li className={`row ${kind}${entry.seen === false ? ' fresh' : ''}`}>
      <Icon name={kind} />
      <span className="who">
        <span className="name">{who}</span>
        <small>
          {texts.history[kind]}
          {entry.seen === false && ` · ${texts.history.fresh}`}
        </small>
      </span>
      <span className="number">{entry.fullname === entry.extension ? '' : entry.extension}</span>
      <span className="number duration">{entry.duration > 0 ? duration(entry.duration) : ''}</span>
      <span className="number when">{time}</span>
      <Button
        className="button ghost call"
        isDisabled={entry.extension === ''}
        aria-label={`${texts.history.callBackTo(who)}. ${texts.history.row(texts.history[kind], '', time, spoken)}`}
        onPress={() => dial(party)}
      >
        <Icon name="phone" />
      </Button>
    </li>
  );
}

const SEEN_AFTER = 2000;

function useSeen(hasNew: boolean): void {
  const link = useLink();
  useEffect(() => {
    if (!hasNew) return;
    const timer = setTimeout(() => {
      if (document.visibilityState === 'visible') link.order({ name: 'missed_seen' });
    }, SEEN_AFTER);
    return () => clearTimeout(timer);
  }, [hasNew, link]);
}

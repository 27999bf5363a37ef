import { Button } from 'react-aria-components';
import { partyOf } from '../calls/use_calls.ts';
import { useTexts } from '../context.ts';
import { useDial } from '../frame/dial.tsx';
import { Icon } from '../parts/icon.tsx';
import { when } from '../time.ts';
import { useNewMissed } from './use_new_missed.ts';

const SHOWN = 4;

/** Missed calls that nobody has looked at yet, beside the calls. */
export function MissedCalls() {
  const texts = useTexts();
  const dial = useDial();
  const missed = useNewMissed();
  if (missed.length === 0) return null;
  return (
    <section className="card missed" aria-labelledby="missed-title">
      <header>
        <h2 id="missed-title">{texts.history.missed}</h2>
        <small>{texts.newMissed(missed.length)}</small>
      </header>
      <ul>
        {missed.slice(0, SHOWN).map(entry => {
          const party = { name: entry.fullname, number: entry.extension };
          return (
            <li key={entry.id} className="row">
              <Icon name="missed" />
              <span className="name">{partyOf(party, texts)}</span>
              <small className="number">{when(entry.calltime * 1000, texts)}</small>
              <Button
                className="button small"
                isDisabled={entry.extension === ''}
                aria-label={texts.history.callBackTo(partyOf(party, texts))}
                onPress={() => dial(party)}
              >
                {texts.history.callBack}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

import { Button } from 'react-aria-components';
import type { Result } from '../../desk/results.ts';
import { useLink, useTexts, useValue } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import type { Texts } from '../texts/en.ts';
import { duration, spokenDuration } from '../time.ts';
import { partyOf } from './use_calls.ts';

/** What has become of the last calls and transfers, a sentence each. */
export function Results() {
  const texts = useTexts();
  const link = useLink();
  const results = useValue<readonly Result[]>('results') ?? [];
  if (results.length === 0) return null;
  return (
    <ul className="card results" aria-label={texts.results.label}>
      {results.map(result => (
        <li key={result.id} className={`row ${result.outcome}`}>
          <span>{resultSentence(result, texts)}</span>
          <Button
            className="button ghost small"
            aria-label={texts.close}
            onPress={() => link.order({ name: 'close_result', id: result.id })}
          >
            <Icon name="close" />
          </Button>
        </li>
      ))}
    </ul>
  );
}

export function resultSentence(result: Result, texts: Texts): string {
  const { to } = result;
  if (to !== undefined) return texts.results.transfer(partyOf(result, texts), to, outcomeOf(result, texts));
  return callSentence(result, texts, duration(result.duration ?? 0));
}

/** The same for ears. */
export function spokenResult(result: Result, texts: Texts): string {
  const { to } = result;
  if (to !== undefined) return texts.say.transfer(partyOf(result, texts), to, outcomeOf(result, texts));
  return callSentence(result, texts, spokenDuration(result.duration ?? 0, texts));
}

function outcomeOf({ outcome }: Result, texts: Texts): string {
  return texts.results.outcome[outcome as keyof typeof texts.results.outcome];
}

function callSentence(result: Result, texts: Texts, lasted: string): string {
  const who = partyOf(result, texts);
  if (result.outcome === 'ended') return texts.results.call.ended(who, lasted);
  return texts.results.call[result.outcome as Exclude<keyof typeof texts.results.call, 'ended'>](who);
}

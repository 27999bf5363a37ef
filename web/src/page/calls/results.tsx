import { Button } from 'react-aria-components';
import type { Result } from '../../desk/results.ts';
import { useLink, useTexts, useValue } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import type { Texts } from '../texts/en.ts';
import { duration } from '../time.ts';
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
  const who = partyOf(result, texts);
  const { to, outcome } = result;
  if (to !== undefined) {
    if (outcome === 'pending') return texts.results.pending(who, to);
    const sentence = texts.results.transfer[outcome as keyof typeof texts.results.transfer];
    return sentence(who, to);
  }
  if (outcome === 'ended') return texts.results.call.ended(who, duration(result.duration ?? 0));
  return texts.results.call[outcome as Exclude<keyof typeof texts.results.call, 'ended'>](who);
}

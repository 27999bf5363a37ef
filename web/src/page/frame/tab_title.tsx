import { useEffect } from 'react';
import { currentCall, partyOf, useCalls } from '../calls/use_calls.ts';
import { useTexts } from '../context.ts';
import { useNewMissed } from '../history/use_new_missed.ts';

/** The title of the tab tells what goes on while one looks elsewhere. */
export function TabTitle() {
  const texts = useTexts();
  const calls = useCalls();
  const missed = useNewMissed().length;
  const call = calls.find(({ state }) => state === 'ringing') ?? currentCall(calls);
  const words = [
    missed > 0 ? `(${missed})` : '',
    call ? `${partyOf(call, texts)}, ${texts.calls.state[call.state]} ·` : '',
    texts.product,
  ].filter(Boolean);
  const title = words.join(' ');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return null;
}

import { useCallback } from 'react';
import type { Voicemail } from '../../desk/user.ts';
import { partyOf, useCalls } from '../calls/use_calls.ts';
import { useTexts, useValue } from '../context.ts';
import { useNewMissed } from '../history/use_new_missed.ts';
import { useMe } from '../people/use_person.ts';
import { serverNow, spokenDuration } from '../time.ts';
import { useAnnouncer } from './announcer.tsx';

/** Says on demand how things are: my calls and for how long, what I have missed. */
export function useSituation(): () => void {
  const texts = useTexts();
  const say = useAnnouncer();
  const calls = useCalls();
  const me = useMe();
  const missed = useNewMissed().length;
  const unheard = useValue<Voicemail>(`voicemails/${me?.user.voicemailid ?? ''}`)?.new ?? 0;
  return useCallback(() => {
    const sentences = calls.map(call =>
      texts.say.call(partyOf(call, texts), texts.calls.state[call.state], spokenDuration(serverNow() / 1000 - call.since, texts)),
    );
    say('assertive', texts.say.situation(sentences.join(' ') || texts.say.noCall, missed, unheard));
  }, [calls, missed, unheard, say, texts]);
}

import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { useSettings } from '../context.ts';

/**
 * The two live regions. They stand in the page empty from the begin, and get one sentence for each event; what comes while one is fresh is put
 * behind it, so that a burst is one message. The last one can be said again.
 */

type Politeness = 'polite' | 'assertive';
export type Say = (politeness: Politeness, sentence: string) => void;

const FRESH = 2000;
const AT_MOST = 5;

const AnnouncerContext = createContext<{ say: Say; again: () => void }>({ say: () => {}, again: () => {} });

export function useAnnouncer(): Say {
  return useContext(AnnouncerContext).say;
}

export function useSayAgain(): () => void {
  return useContext(AnnouncerContext).again;
}

interface Spoken {
  readonly text: string;
  /** The same text twice has to be two changes. */
  readonly count: number;
}

export function Announcer({ children }: { readonly children: ReactNode }) {
  const { isSpoken } = useSettings();
  const isSpokenNow = useRef(isSpoken);
  isSpokenNow.current = isSpoken;
  const [spoken, setSpoken] = useState<Record<Politeness, Spoken>>({
    polite: { text: '', count: 0 },
    assertive: { text: '', count: 0 },
  });
  const recent = useRef<Record<Politeness, { sentences: string[]; at: number }>>({
    polite: { sentences: [], at: 0 },
    assertive: { sentences: [], at: 0 },
  });
  const last = useRef('');

  const put = useCallback((politeness: Politeness, text: string) => {
    setSpoken(before => ({ ...before, [politeness]: { text, count: before[politeness].count + 1 } }));
  }, []);
  const say = useCallback<Say>(
    (politeness, sentence) => {
      if (!isSpokenNow.current) return;
      const now = Date.now();
      const fresh = recent.current[politeness];
      const sentences =
        now - fresh.at < FRESH ? [...fresh.sentences.filter(each => each !== sentence), sentence].slice(-AT_MOST) : [sentence];
      recent.current[politeness] = { sentences, at: now };
      last.current = sentences.join(' ');
      put(politeness, last.current);
    },
    [put],
  );
  const again = useCallback(() => put('assertive', last.current), [put]);
  const value = useMemo(() => ({ say, again }), [say, again]);

  return (
    <AnnouncerContext value={value}>
      {children}
      <Region politeness="polite" spoken={spoken.polite} />
      <Region politeness="assertive" spoken={spoken.assertive} />
    </AnnouncerContext>
  );
}

function Region({ politeness, spoken }: { readonly politeness: Politeness; readonly spoken: Spoken }) {
  return (
    <div className="hidden" aria-live={politeness} aria-atomic="true" role={politeness === 'polite' ? 'status' : 'alert'}>
      {spoken.text && <span key={spoken.count}>{spoken.text}</span>}
    </div>
  );
}

import { useEffect, useState } from 'react';
import { Listeners } from '../../state/listeners.ts';

/** Whether the server has another page than this one: looked at whenever a connection is there again. A page without its chunks is old, too. */

const listeners = new Listeners();
let isMissing = false;

/** A part of the page could not be fetched. */
export function chunkIsMissing(): void {
  isMissing = true;
  listeners.tell();
}

export function useNewVersion(isLive: boolean): boolean {
  const [isNew, setNew] = useState(isMissing);
  useEffect(() => listeners.add(() => setNew(true)), []);
  useEffect(() => {
    if (!isLive || isNew) return;
    const aborting = new AbortController();
    servesOther(aborting.signal).then(setNew, () => {});
    return () => aborting.abort();
  }, [isLive, isNew]);
  return isNew;
}

async function servesOther(signal: AbortSignal): Promise<boolean> {
  const own = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.getAttribute('src');
  if (!own?.startsWith('/assets/')) return false; // served by Vite
  const answer = await fetch('/', { cache: 'no-cache', signal });
  return answer.ok && !(await answer.text()).includes(own);
}

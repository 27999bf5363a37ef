import { useSyncExternalStore } from 'react';

/** Which page is shown, by the address: behind the `#`, so that the server knows one page only. */

export type PageName = 'people' | 'history' | 'services';

export function useRoute(): PageName {
  return useSyncExternalStore(subscribe, pageOf);
}

export function addressOf(page: PageName): string {
  return `#/${page === 'people' ? '' : page}`;
}

function pageOf(): PageName {
  const name = window.location.hash.slice(2);
  return name === 'history' || name === 'services' ? name : 'people';
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

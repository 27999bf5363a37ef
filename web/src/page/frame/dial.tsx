import { createContext, useContext } from 'react';
import type { Target } from './find.tsx';

/** Calls somebody from wherever one is in the page. */
export const DialContext = createContext<(target: Target) => void>(() => {});

export function useDial(): (target: Target) => void {
  return useContext(DialContext);
}

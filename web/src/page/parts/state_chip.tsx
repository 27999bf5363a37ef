import type { ReactNode } from 'react';
import type { StateName } from '../people/state.ts';

/** A state as word, shape and colour. */
export function StateChip({ state, children }: { readonly state: StateName; readonly children: ReactNode }) {
  return (
    <span className={`chip ${state}`}>
      <i aria-hidden="true" />
      {children}
    </span>
  );
}

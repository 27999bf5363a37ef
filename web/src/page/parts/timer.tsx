import { duration, useNow } from '../time.ts';

/** How long something has lasted, going on each second. Readers are told by the label of what it stands in. */
export function Timer({ since }: { readonly since: number }) {
  const now = useNow();
  return (
    <span className="timer" aria-hidden="true">
      {duration(now / 1000 - since)}
    </span>
  );
}

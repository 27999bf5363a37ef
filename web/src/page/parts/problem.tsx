import type { ReactNode } from 'react';

/** What went wrong, beside what it is about; said at once. Nothing while all is well. */
export function Problem({ children }: { readonly children: ReactNode }) {
  if (!children) return null;
  return (
    <p className="problem" role="alert">
      {children}
    </p>
  );
}

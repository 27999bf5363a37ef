import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components';

/** A switch with its words before it. */
export function Toggle({
  isOn,
  onChange,
  children,
}: {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <Switch className="switch" isSelected={isOn} onChange={onChange}>
      <span className="words">{children}</span>
      <span className="indicator" aria-hidden="true" />
    </Switch>
  );
}

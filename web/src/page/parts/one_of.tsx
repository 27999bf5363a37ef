import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

/** A row of buttons of which one is pressed. */
export function OneOf<Value extends string>({
  label,
  className,
  choices,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly className: string;
  /** `name` is for readers where the words alone say too little. */
  readonly choices: readonly {
    readonly value: Value;
    readonly words: ReactNode;
    readonly name?: string;
    readonly look?: string;
  }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}) {
  return (
    <ToggleButtonGroup
      className={className}
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={([key]) => onChoose(key as Value)}
    >
      {choices.map(({ value, words, name, look = '' }) => (
        <ToggleButton key={value} id={value} className={`button small ${look}`} {...(name ? { 'aria-label': name } : {})}>
          {words}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** A key as it is drawn beside what it does. Readers hear of it by `aria-keyshortcuts`. */
export function Key({ name }: { readonly name: string }) {
  return (
    <span className="key" aria-hidden="true">
      {name.replace('Control', 'Ctrl')}
    </span>
  );
}

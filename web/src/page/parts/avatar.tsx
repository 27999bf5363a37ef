/** The initials of a name; a picture of nothing else. */
export function Avatar({ name }: { readonly name: string }) {
  const words = name.split(/\s+/).filter(word => /^\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(word => (word ? [...word][0] : '')).join('');
  return (
    <span className="avatar" aria-hidden="true">
      {letters.toUpperCase() || '#'}
    </span>
  );
}

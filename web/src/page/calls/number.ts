/** What can be dialled of what somebody typed or pasted; nothing when it is no number. `tel:` links are read, too. */
export function dialable(text: string): string | undefined {
  const bare = linkedNumber(text.trim());
  if (!/^\+?[\d\s().\u00a0\u2007\u202f\u2010-\u2015/*#-]+$/.test(bare)) return undefined;
  const number = bare.replace(/\(0\)/g, '').replace(/[^\d+*#]/g, '');
  return /\d|[*#]/.test(number) ? number : undefined;
}

/** Of `tel:+33123456789;phone-context=example.com` the number. */
export function linkedNumber(link: string): string {
  return link.replace(/^tel:/i, '').replace(/;.*$/, '');
}

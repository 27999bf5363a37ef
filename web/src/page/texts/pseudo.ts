import { en, type Texts } from './en.ts';

/** Texts that are longer by two fifths, in other letters, for tests of what does not fit: "[Sïgn ïn ~~~]". */
export const pseudo = lengthened(en) as Texts;

function lengthened(value: unknown): unknown {
  if (typeof value === 'string') return /^[a-z]{2}-[A-Z]{2}$/.test(value) ? value : longer(value);
  if (typeof value === 'function') return (...parts: unknown[]) => longer(String(value(...parts)));
  return Object.fromEntries(Object.entries(value as object).map(([name, each]) => [name, lengthened(each)]));
}

function longer(text: string): string {
  const other = text.replace(/[aeiou]/g, letter => ({ a: 'á', e: 'ë', i: 'ï', o: 'ö', u: 'ü' })[letter] ?? letter);
  const more = '~'.repeat(Math.ceil(text.length * 0.4)).replace(/~{7}/g, '~~~~~~ ');
  return `[${other} ${more}]`;
}

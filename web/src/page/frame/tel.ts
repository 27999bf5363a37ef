import { linkedNumber } from '../calls/number.ts';

/** Links such as `tel:+33123456789` that the browser opens here: they fill the field, and call nobody. */

const PARAMETER = 'tel';
const LONGEST = 64;

/** The number of the link by which this page was opened; once. */
export function takeLinkedNumber(): string | undefined {
  const address = new URL(window.location.href);
  const link = address.searchParams.get(PARAMETER);
  if (link === null) return undefined;
  address.searchParams.delete(PARAMETER);
  window.history.replaceState(null, '', address);
  return decoded(linkedNumber(link)).slice(0, LONGEST);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not encoded, or not well
  }
}

/** Browsers ask the user, and do so in secure pages only. */
export const canTakeLinks = window.isSecureContext && 'registerProtocolHandler' in navigator;

export function askForLinks(): void {
  navigator.registerProtocolHandler('tel', `${window.location.origin}/?${PARAMETER}=%s`);
}

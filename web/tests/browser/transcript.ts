import type { Page } from '@playwright/test';
import type { Person } from './stage.ts';

/** What a screen reader is given to say: each sentence of the two live regions once, in order. */
export interface Transcript {
  /** Waits until that was said after the last one that was waited for. */
  readonly hears: (sentence: string) => Promise<void>;
  /** All of it; how long something has taken is left out. */
  readonly text: () => Promise<string>;
}

type Heard = { heard: string[] };

export async function transcript({ page }: Person): Promise<Transcript> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const region of document.querySelectorAll('[aria-live]:not([role="log"])')) {
      let before = '';
      new MutationObserver(() => {
        const now = region.textContent ?? '';
        // What was said a moment ago may stand before what is new.
        let old = Math.min(before.length, now.length);
        while (!before.endsWith(now.slice(0, old))) --old;
        const fresh = now.slice(old).trim();
        if (fresh !== '') heard.push(`${region.getAttribute('aria-live') === 'assertive' ? '!' : ' '} ${fresh}`);
        before = now;
      }).observe(region, { childList: true, subtree: true, characterData: true });
    }
  });
  let from = 0;
  return {
    hears: async sentence => {
      from = await page
        .waitForFunction(
          ([text, begin]) => {
            const found = (window as unknown as Heard).heard.findIndex((each, index) => index >= begin && each.includes(text));
            return found < 0 ? 0 : found + 1;
          },
          [sentence, from] as const,
          { timeout: 15_000 },
        )
        .then(handle => handle.jsonValue())
        .catch(async () => {
          throw new Error(`“${sentence}” was not said after: ${(await all(page)).slice(from).join(' / ')}`);
        });
    },
    text: async () => `${(await all(page)).join('\n').replaceAll(/\d+ (seconde?)s?/g, '… $1s')}\n`,
  };
}

const all = (page: Page) => page.evaluate(() => (window as unknown as Heard).heard);

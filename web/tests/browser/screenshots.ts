import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { en } from '../../src/page/texts/en.ts';
import { fr } from '../../src/page/texts/fr.ts';
import { expect, test } from './stage.ts';
import { tour } from './tour.ts';

/** Pictures of all pages for docs/screenshots: `./dev screenshots`. Somebody has to look at them. */

const FOLDER = fileURLToPath(new URL('../../../docs/screenshots/', import.meta.url));
const WIDTHS = [1280, 390];

for (const texts of [en, fr]) {
  const language = texts.locale.slice(0, 2);

  test(`every page (${texts.language})`, async ({ stage, signIn }) => {
    const alice = await signIn('alice', texts);
    for await (const stop of tour(alice, stage)) await picturesOf(alice.page, `${stop.replaceAll(' ', '-')}.${language}`);
  });

  test(`where one signs in (${texts.language})`, async ({ browser, stage }) => {
    const page = await (await browser.newContext({ locale: texts.locale })).newPage();
    await page.goto(stage.url);
    await expect(page.getByLabel(texts.signIn.login)).toBeFocused();
    await picturesOf(page, `sign-in.${language}`);
    await page.context().close();
  });
}

test('states without colours', async ({ stage, signIn }) => {
  const alice = await signIn('alice');
  for await (const stop of tour(alice, stage)) {
    if (stop !== 'three calls') continue;
    await alice.page.evaluate(() => document.documentElement.style.setProperty('filter', 'grayscale(1)'));
    await alice.page.screenshot({ path: `${FOLDER}grey.en.png` });
    await alice.page.evaluate(() => document.documentElement.style.removeProperty('filter'));
    await alice.page.emulateMedia({ forcedColors: 'active' });
    await alice.page.screenshot({ path: `${FOLDER}forced-colours.en.png` });
    break;
  }
});

async function picturesOf(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 760 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.screenshot({ path: `${FOLDER}${name}.${colorScheme}.${width}.png` });
    }
  await page.setViewportSize({ width: 1280, height: 760 });
}

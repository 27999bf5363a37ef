import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { en } from '../../src/page/texts/en.ts';
import { pseudo } from '../../src/page/texts/pseudo.ts';
import { expect, test } from './stage.ts';
import { tour } from './tour.ts';

test('axe finds nothing anywhere, in either theme', async ({ stage, signIn }) => {
  const alice = await signIn('alice');
  for await (const stop of tour(alice, stage)) expect.soft(await violations(alice.page), stop).toEqual([]);
});

test('axe finds nothing where one signs in', async ({ page, stage }) => {
  await page.goto(stage.url);
  await expect(page.getByLabel(en.signIn.login)).toBeFocused();
  expect.soft(await violations(page)).toEqual([]);
  await page.getByLabel(en.signIn.login).fill('alice');
  await page.getByLabel(en.signIn.password, { exact: true }).fill('wrong');
  await page.getByRole('button', { name: en.signIn.submit }).click();
  await expect(page.getByText(en.signedOut.login_password)).toBeVisible();
  expect.soft(await violations(page)).toEqual([]);
});

test('texts that are longer by two fifths fit everywhere', async ({ stage, signIn }) => {
  const alice = await signIn('alice', pseudo);
  for await (const stop of tour(alice, stage)) {
    for (const width of [320, 390, 640, 1280, 2560]) {
      await alice.page.setViewportSize({ width, height: 760 });
      expect.soft(await overflowing(alice.page), `${stop} at ${width}`).toEqual([]);
    }
    await alice.page.setViewportSize({ width: 1280, height: 760 });
  }
});

/** Of all rules in light, and in dark of those that a theme changes. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const axe = new AxeBuilder({ page });
    if (colorScheme === 'dark') axe.withRules(['color-contrast']);
    for (const { id, nodes } of (await axe.analyze()).violations)
      found.push(...nodes.map(({ html }) => `${colorScheme}: ${id} at ${html.slice(0, 120)}`));
  }
  return found;
}

/** What reaches over the window, or over what cuts it off. Names may be cut, and show it; what the page says itself may not. */
const overflowing = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > window.innerWidth) found.push(`the page is ${scrollWidth} wide`);
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const style = getComputedStyle(element);
      if (element.scrollWidth <= element.clientWidth + 1 || style.display.startsWith('inline') || !element.checkVisibility())
        continue;
      const isOwn = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent?.startsWith('['));
      const isCut = style.overflowX !== 'visible' && style.overflowX !== 'auto' && style.clipPath === 'none';
      if (isCut && (isOwn || style.textOverflow !== 'ellipsis') && element.clientWidth > 1)
        found.push(`${element.tagName}.${element.className}: ${element.textContent?.slice(0, 60)}`);
    }
    return found;
  });

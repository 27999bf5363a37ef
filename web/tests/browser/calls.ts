import { expect, type Locator } from '@playwright/test';
import type { Person } from './stage.ts';

/** What people do with calls, and what they see of them. */

export const card = ({ page, texts }: Person, party: string): Locator =>
  page.getByRole('complementary', { name: texts.calls.label }).getByRole('region', { name: party });

/** Types a name or a number wherever one is, and calls the first who is found. */
export async function dial({ page, texts }: Person, text: string, found?: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(text);
  if (found !== undefined)
    await expect(page.getByRole('listbox', { name: texts.find.results }).getByRole('option').first()).toContainText(found);
  await page.keyboard.press('Enter');
}

/** There is one card for that party, and it says this. */
export async function shows(person: Person, party: string, words: string): Promise<void> {
  await expect(card(person, party)).toHaveCount(1);
  await expect(card(person, party).locator('header')).toContainText(words);
}

export async function hasNoCall({ page, texts }: Person): Promise<void> {
  await expect(page.getByRole('complementary', { name: texts.calls.label }).getByText(texts.calls.none)).toBeVisible();
}

export async function press(person: Person, party: string, words: string): Promise<void> {
  await card(person, party).getByRole('button', { name: words, exact: true }).click();
}

/** Asks for somebody in the field of a card that a button has opened. */
export async function choose({ page, texts }: Person, text: string, found: string): Promise<void> {
  const side = page.getByRole('complementary', { name: texts.calls.label });
  await expect(side.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(text);
  await expect(side.getByRole('option').first()).toContainText(found);
  await page.keyboard.press('Enter');
}

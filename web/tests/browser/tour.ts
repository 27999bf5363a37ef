import { expect } from '@playwright/test';
import { card, choose, dial, press, shows } from './calls.ts';
import type { Person, Stage } from './stage.ts';

/** Goes through all that there is to be seen, and stops at each: for what is the same everywhere. The person is alice. */
export async function* tour(person: Person, stage: Stage): AsyncGenerator<string> {
  const { page, texts } = person;
  const side = page.getByRole('complementary', { name: texts.calls.label });
  await stage.do('phones', '1001', '1002', '1003', '1005');
  await stage.do('call', '1003', '1001');
  await stage.do('rings', '1001');
  await stage.do('hangup', '1003');
  await expect(side.getByText(texts.results.call.missed('Carol Reyes'))).toBeVisible();

  await page.getByRole('tab', { name: texts.people.all }).click();
  await expect(page.getByRole('main').getByText('Heidi Roux')).toBeVisible();
  await page.getByRole('button', { name: texts.people.addFavorite('Bob Stone') }).click();
  await page.getByRole('button', { name: texts.people.addFavorite('Carol Reyes') }).click();
  yield 'people';
  await page.getByRole('tab', { name: texts.people.favorites }).click();
  await expect(page.getByRole('main').getByText('Bob Stone')).toBeVisible();
  yield 'favourites';
  await page.keyboard.press('Control+k');
  await page.keyboard.type('o');
  await expect(page.getByRole('option')).not.toHaveCount(0);
  yield 'found';
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: texts.people.all }).click();

  await stage.do('call', '1002', '1001');
  await stage.do('rings', '1001');
  await shows(person, 'Bob Stone', texts.calls.state.ringing);
  yield 'ringing';
  await stage.do('answer', '1001');
  await shows(person, 'Bob Stone', texts.calls.state.up);
  yield 'call';
  await press(person, 'Bob Stone', texts.calls.askFirst);
  await expect(side.getByRole('combobox')).toBeFocused();
  yield 'ask first';
  await choose(person, 'rey', 'Carol Reyes');
  await stage.do('answer', '1003');
  await shows(person, 'Carol Reyes', texts.calls.state.consult);
  await stage.do('call', '1005', '1001');
  await expect(card(person, 'Erin Novak')).toBeVisible();
  yield 'three calls';
  await stage.do('hangup', '1005');
  await press(person, 'Carol Reyes', texts.calls.complete);
  await expect(card(person, 'Carol Reyes')).toHaveCount(0);
  await dial(person, '1006');
  await shows(person, 'Frank Weiss', texts.calls.state.dialling);
  await press(person, 'Frank Weiss', texts.calls.hangUp);

  for (const name of ['history', 'services'] as const) {
    await page.getByRole('link', { name: texts.nav[name] }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(texts.nav[name]);
    yield name;
  }
  await page.getByRole('button', { name: texts.presence('Available') }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  yield 'presences';
  await page.keyboard.press('Escape');
  for (const [name, button] of [['settings', texts.settings] as const, ['keys', texts.keys.show] as const]) {
    await page.getByRole('button', { name: texts.me('Alice Martin', '1001') }).click();
    await page.getByRole('menuitem', { name: button }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    yield name;
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
}

import type { Page } from '@playwright/test';
import { en, type Texts } from '../../src/page/texts/en.ts';
import { fr } from '../../src/page/texts/fr.ts';
import { expect, type Person, test } from './stage.ts';
import { transcript } from './transcript.ts';

/** The same morning without a mouse, and without looking: what is waited for is what a reader says. */
for (const texts of [en, fr]) {
  test(`two people do all that with their keyboards, and hear it (${texts.language})`, async ({ stage, signIn }) => {
    await stage.do('phones', '1001', '1002', '1003');
    const alice = await signIn('alice', texts, withKeys);
    const bob = await signIn('bob', texts, withKeys);
    const [aliceHears, bobHears] = [await transcript(alice), await transcript(bob)];
    const { say, results, calls } = texts;

    await find(alice, 'sto');
    await aliceHears.hears(texts.find.said(1, `Bob Stone, ${texts.state.free}`));
    await alice.page.keyboard.press('Enter');
    await stage.do('own', '1001');
    await stage.do('rings', '1002');
    await bobHears.hears(say.rings('Alice Martin'));
    await aliceHears.hears(say.dialling('Bob Stone'));
    await stage.do('answer', '1002');
    await aliceHears.hears(say.talking('Bob Stone'));
    await bobHears.hears(say.talking('Alice Martin'));

    await alice.page.keyboard.press('F7');
    await aliceHears.hears(say.held);
    await alice.page.keyboard.press('F7');
    await aliceHears.hears(say.resumed('Bob Stone'));

    await alice.page.keyboard.press('F5');
    await alice.page.keyboard.type('rey');
    await aliceHears.hears(texts.find.said(1, `Carol Reyes, ${texts.state.free}`));
    await alice.page.keyboard.press('Enter');
    await aliceHears.hears(say.dialling('Carol Reyes'));
    await stage.do('answer', '1003');
    await aliceHears.hears(say.consult('Carol Reyes', 'Bob Stone'));
    await alice.page.keyboard.press('F5');
    await aliceHears.hears(say.transfer('Bob Stone', 'Carol Reyes', results.outcome.answered));

    await bob.page.keyboard.press('F5');
    await bob.page.keyboard.type('mar');
    await bobHears.hears(texts.find.said(1, `Alice Martin, ${texts.state.free}`));
    await bob.page.keyboard.press('Enter');
    await stage.do('rings', '1001');
    await aliceHears.hears(say.rings('Bob Stone'));
    await stage.do('answer', '1001');
    await bobHears.hears(say.consult('Alice Martin', 'Carol Reyes'));
    await press(bob.page, calls.back('Carol Reyes'));
    await bobHears.hears(say.resumed('Carol Reyes'));
    await bob.page.keyboard.press('F8');
    await bobHears.hears(results.call.ended('Carol Reyes', '0').split('0')[0]!);

    await press(alice.page, texts.nav.history);
    await expect(alice.page.getByRole('heading', { level: 1, name: texts.nav.history })).toBeVisible();
    await press(bob.page, texts.nav.services);
    await goTo(bob.page, texts.services.toLabel(texts.services.unc));
    await bob.page.keyboard.type('1003');
    await goTo(bob.page, texts.services.unc, -1);
    await bob.page.keyboard.press('Space');
    await expect(bob.page.getByRole('switch', { name: texts.services.unc })).toBeChecked();
    await press(alice.page, texts.nav.people);
    await find(alice, '1002');
    await aliceHears.hears(texts.find.said(1, `Bob Stone, ${texts.forwardedTo('1003')}`));
    await alice.page.keyboard.press('Alt+w');
    await aliceHears.hears(say.noCall);

    const language = texts.locale.slice(0, 2);
    expect(await aliceHears.text()).toMatchSnapshot(`alice.${language}.txt`);
    expect(await bobHears.text()).toMatchSnapshot(`bob.${language}.txt`);
  });
}

async function withKeys(page: Page, texts: Texts, login: string): Promise<void> {
  await expect(page.getByLabel(texts.signIn.login)).toBeFocused();
  await page.keyboard.type(login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(`${login}-demo`);
  await page.keyboard.press('Enter');
}

async function find({ page, texts }: Person, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: texts.find.label })).toBeFocused();
  await page.keyboard.type(text);
}

/** Goes on by Tab until what has the focus is called so. */
async function goTo(page: Page, name: string, by: 1 | -1 = 1): Promise<void> {
  for (let steps = 0; steps < 80; ++steps) {
    await page.keyboard.press(by > 0 ? 'Tab' : 'Shift+Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) > 0 && (await focused.ariaSnapshot()).includes(`"${name}`)) return;
  }
  throw new Error(`one does not come to ${name} by Tab`);
}

async function press(page: Page, name: string): Promise<void> {
  await goTo(page, name);
  await page.keyboard.press('Enter');
}

import { en } from '../../src/page/texts/en.ts';
import { fr } from '../../src/page/texts/fr.ts';
import { card, choose, dial, hasNoCall, press, shows } from './calls.ts';
import { expect, test } from './stage.ts';

/** A morning of two people with their phones, in each language. */
for (const texts of [en, fr]) {
  test(`two people call, ask each other first, and look back (${texts.language})`, async ({ stage, signIn, kind }) => {
    await stage.do('phones', '1001', '1002', '1003');
    const alice = await signIn('alice', texts);
    const bob = await signIn('bob', texts);
    const { calls } = texts;

    await dial(alice, 'sto', 'Bob Stone');
    await stage.do('own', '1001');
    await stage.do('rings', '1002');
    await shows(bob, 'Alice Martin', calls.state.ringing);
    await shows(alice, 'Bob Stone', calls.state.dialling);
    await stage.do('answer', '1002');
    await shows(alice, 'Bob Stone', calls.state.up);
    await shows(bob, 'Alice Martin', calls.state.up);

    await press(alice, 'Bob Stone', calls.hold);
    await shows(alice, 'Bob Stone', calls.state.hold);
    await press(alice, 'Bob Stone', calls.resume);
    await shows(alice, 'Bob Stone', calls.state.up);

    await press(alice, 'Bob Stone', calls.askFirst);
    await choose(alice, 'car', 'Carol Reyes');
    await shows(alice, 'Carol Reyes', calls.state.dialling);
    await expect(card(alice, 'Carol Reyes')).toContainText(calls.waits('Bob Stone'));
    await stage.do('answer', '1003');
    await shows(alice, 'Carol Reyes', calls.state.consult);
    await press(alice, 'Carol Reyes', calls.complete);
    await hasNoCall(alice);
    await expect(
      alice.page.getByText(texts.results.transfer('Bob Stone', 'Carol Reyes', texts.results.outcome.answered)),
    ).toBeVisible();
    await shows(bob, 'Carol Reyes', calls.state.up);

    await press(bob, 'Carol Reyes', calls.askFirst);
    await choose(bob, 'ali', 'Alice Martin');
    await stage.do('answer', '1001');
    await shows(bob, 'Alice Martin', calls.state.consult);
    await press(bob, 'Alice Martin', calls.back('Carol Reyes'));
    await shows(bob, 'Carol Reyes', calls.state.up);
    await hasNoCall(alice);
    await press(bob, 'Carol Reyes', calls.hangUp);
    await hasNoCall(bob);

    await alice.page.getByRole('link', { name: texts.nav.history }).click();
    const rows = alice.page.getByRole('main').getByRole('listitem').filter({ hasText: 'Bob Stone' });
    await expect(rows.filter({ hasText: texts.history.made })).toHaveCount(1);

    await bob.page.getByRole('link', { name: texts.nav.services }).click();
    await bob.page.getByRole('textbox', { name: texts.services.toLabel(texts.services.unc) }).fill('1003');
    await bob.page.getByText(texts.services.unc, { exact: true }).click();
    await alice.page.getByRole('link', { name: texts.nav.people }).click();
    await alice.page.getByRole('tab', { name: texts.people.all }).click();
    await expect(alice.page.getByRole('main').getByRole('listitem').filter({ hasText: 'Bob Stone' })).toContainText(
      texts.forwardedTo('1003'),
    );
    if (kind === 'sim') return; // its dialplan asks nobody: it obeys no forwards
    await dial(alice, '1002');
    await stage.do('own', '1001');
    await stage.do('answer', '1003');
    await shows(alice, 'Carol Reyes', calls.state.up);
    await hasNoCall(bob);
  });
}

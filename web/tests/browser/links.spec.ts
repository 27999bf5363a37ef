import { en } from '../../src/page/texts/en.ts';
import { hasNoCall, shows } from './calls.ts';
import { expect, test } from './stage.ts';

test('a link with a number fills the field, and calls nobody before one says so', async ({ stage, signIn }) => {
  const alice = await signIn('alice');
  const { page } = alice;
  await page.goto(`${stage.url}/?tel=${encodeURIComponent('tel:10%302;phone-context=example.com')}#/history`);
  const field = page.getByRole('combobox', { name: en.find.label });
  await expect(field).toHaveValue('1002');
  await expect(field).toBeFocused();
  await expect(page).toHaveURL(`${stage.url}/#/history`);
  await hasNoCall(alice);
  await page.keyboard.press('Enter');
  await shows(alice, 'Bob Stone', en.calls.state.dialling);
});

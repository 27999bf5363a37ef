import { readFileSync } from 'node:fs';
import { en } from '../../src/page/texts/en.ts';
import { dial, shows } from './calls.ts';
import { expect, test } from './stage.ts';

/** What people, files and callers put into names stays text; nothing is fetched from elsewhere, and the policy is never broken. */

const DEMO = new URL('../../../demo/demo.yml', import.meta.url);
/** In place of the demo's last names, in their order. */
const NAMES = [
  ['Martin', '<img src=x onerror=alert(1)>'],
  ['Stone', '"><script>alert(1)</script>'],
  ['Reyes', "' onmouseover='alert(1)"],
  ['Okafor', 'javascript:alert(1)//'],
  ['Novak', '{{constructor.constructor("alert(1)")()}}'],
  ['Weiss', '&lt;b&gt;&#x3C;svg/onload=alert(1)&#x3E;'],
  ['Kim', '\u202Egnp.exe 👩‍👩‍👧‍👦 Ω̴̰̈́'],
  ['Roux', 'W'.repeat(120)],
] as const;
const PRESENCE = '</small><style>*{display:none}</style>';

function people(): string {
  let data = readFileSync(DEMO, 'utf8').replaceAll('longname: Disconnected', `longname: ${JSON.stringify(PRESENCE)}`);
  for (const [name, hostile] of NAMES) data = data.replaceAll(`lastname: ${name}`, `lastname: ${JSON.stringify(hostile)}`);
  return data;
}

test('hostile names stay text, and nothing leaves the origin', async ({ stage, signIn }) => {
  await stage.begin(people());
  await stage.do('phones', '1001', '1002');
  const answer = await fetch(stage.url);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain('unsafe');

  const alice = await signIn('alice');
  const { page } = alice;
  const wrong: string[] = [];
  const origin = new URL(stage.url).host;
  page.context().on('request', request => new URL(request.url()).host === origin || wrong.push(`asks for ${request.url()}`));
  page.on('dialog', dialog => wrong.push(`says ${dialog.message()}`) && dialog.dismiss());
  // Chromium reports each breach of the policy there, too.
  page.on('console', message => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', error => wrong.push(String(error)));
  await page.reload();
  await page.getByRole('tab', { name: en.people.all }).click();
  const main = page.getByRole('main');
  for (const [, name] of NAMES) await expect(main.getByText(name).first()).toBeVisible();
  await expect(main.getByText(PRESENCE).first()).toBeVisible();

  await dial(alice, 'bob', '"><script>');
  await stage.do('own', '1001');
  await stage.do('answer', '1002');
  await shows(alice, 'Bob', en.calls.state.up);
  await stage.do('hangup', '1002');
  for (const name of [en.nav.history, en.nav.services]) {
    await page.getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  }
  await page.getByRole('combobox').fill('<i>zz</i>');
  await expect(page.getByText(en.find.none('<i>zz</i>'))).toBeVisible();

  expect(await page.locator('img, iframe, object, embed, style, script:not([src])').count()).toBe(0);
  expect(await page.locator('[onerror], [onload], [onmouseover], [href^="javascript"]').count()).toBe(0);
  expect(wrong).toEqual([]);
});

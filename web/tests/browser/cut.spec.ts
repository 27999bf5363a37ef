import type { Page } from '@playwright/test';
import type { Phone, User } from '../../src/desk/user.ts';
import { en } from '../../src/page/texts/en.ts';
import { byMouse, expect, test } from './stage.ts';

/**
 * Ten browsers whose connections are cut between any two bytes, and a server that is killed meanwhile: in the end each cell is as the server
 * has it, at no moment did a bar say what was not so, and no page has been loaded anew.
 */

const BROWSERS = 10;
const BUSY = [11, 12, 13, 14, 15, 16];
/** After losing a connection and hearing of it, in milliseconds: ten browsers and all that they need share the machine. */
const NOTICED_WITHIN = 8000;
/** After losing one without a word. */
const FOUND_WITHIN = 15_000 + NOTICED_WITHIN;

type Moment = readonly [at: number, what: string];
type Lists = { readonly users: Record<string, User>; readonly phones: Record<string, Phone> };

test('ten browsers with cut connections show what is', async ({ stage, browser }) => {
  await stage.begin(null, BROWSERS + BUSY.length);
  const people = await Promise.all(
    Array.from({ length: BROWSERS }, async (_, index) => {
      const seed = index + 1;
      const login = `user${seed}`;
      const page = await (await browser.newContext({ viewport: { width: 1280, height: 1400 } })).newPage();
      await page.goto(await stage.do<string>('proxy', seed));
      await byMouse(page, en, login);
      await page.getByRole('navigation').waitFor({ timeout: 30_000 });
      await page.getByRole('tab', { name: en.people.all }).click();
      await watchBar(page);
      return { page, login, seed };
    }),
  );

  await stage.do('cut', true);
  await stage.do('bustle', 8, BUSY);
  await stage.do('kill');
  await Promise.all(people.map(({ page }) => expect(stateOf(page)).not.toHaveAttribute('data-state', 'live')));
  await stage.do('start');
  await stage.do('bustle', 8, BUSY);
  const cuts = await stage.do<number>('cut', false);
  expect(cuts).toBeGreaterThan(BROWSERS * 3);

  await Promise.all(people.map(({ page }) => expect(stateOf(page)).toHaveAttribute('data-state', 'live', { timeout: 60_000 })));
  await expect(async () => {
    // Calls that nobody takes go on ending; whoever asks is somebody who is there anyway.
    const rows = expected(await stage.do<Lists>('lists', 'user1'));
    const shown = await Promise.all(people.map(({ page }) => cells(page)));
    for (const [index, each] of shown.entries()) expect(each, people[index]!.login).toEqual(rows);
  }).toPass({ timeout: 30_000 });
  for (const { page, login, seed } of people) {
    const bar = await page.evaluate(() => (window as unknown as { bar?: Moment[] }).bar);
    expect(bar, 'the page was loaded anew').toBeDefined();
    const sessions = await stage.do<[number, boolean][]>('presence_of', login);
    expect(lies(bar!, sessions, await stage.do<number[]>('silences', seed)), login).toEqual([]);
  }
});

const stateOf = (page: Page) => page.locator('.state-bar .words');

/** Notes what the bar says, and when. */
const watchBar = (page: Page) =>
  page.evaluate(() => {
    const bar: [number, string][] = [];
    Object.assign(window, { bar });
    const words = document.querySelector('.state-bar .words')!;
    const note = () => bar.push([Date.now(), words.getAttribute('data-state')!]);
    new MutationObserver(note).observe(words, { attributes: true, attributeFilter: ['data-state'] });
    note();
  });

/** Stretches in which a bar said "live" while the server had no session of that user, and that could be known. */
function lies(bar: readonly Moment[], sessions: readonly [number, boolean][], silences: readonly number[]): string[] {
  const told: string[] = [];
  for (const [index, [gone, isThere]] of sessions.entries()) {
    if (isThere) continue;
    const back = sessions.slice(index).find(([, isBack]) => isBack)?.[0] ?? Number.POSITIVE_INFINITY;
    for (const [place, [since, look]] of bar.entries()) {
      if (look !== 'live') continue;
      const begin = Math.max(since, gone);
      const end = Math.min(bar[place + 1]?.[0] ?? Date.now(), back);
      const known = Math.max(begin + NOTICED_WITHIN, ...silences.filter(at => at < end).map(at => at + FOUND_WITHIN));
      if (end > known) told.push(`live for ${end - begin} ms without a session, from ${new Date(begin).toISOString()}`);
    }
  }
  return told;
}

/** What stands in the rows of all people, without running times: name, number, state, presence and forward. */
const cells = (page: Page) =>
  page.getByRole('main').evaluate(main =>
    [...main.querySelectorAll('.row')].map(row => {
      const text = (selector: string) => row.querySelector(selector)?.textContent ?? '';
      const chip = row.querySelector('.chip')?.cloneNode(true) as HTMLElement | undefined;
      chip?.querySelector('.timer')?.remove();
      return [text('.name'), text('.who + .number'), chip?.textContent ?? '', text('.who small')].join(' | ');
    }),
  );

/** The same as the server's lists have it. */
function expected({ users, phones }: Lists): string[] {
  const presences: Record<string, string> = {
    available: 'Available',
    away: 'Away',
    outtolunch: 'Out to lunch',
    disconnected: 'Disconnected',
  };
  const rows = Object.values(users).map(user => {
    const phone = phones[user.linelist[0]!]!;
    const line = { '0': 'free', '1': 'in a call', '8': 'ringing', '9': 'in a call', '16': 'on hold' }[phone.hintstatus!]!;
    const isAway = !['available', 'disconnected'].includes(user.availstate!);
    const idle = user.enableunc ? user.destunc : user.enablednd ? 'do not disturb' : isAway ? 'away' : line;
    const forward = user.enableunc ? `all calls to ${user.destunc}` : '';
    const presence = presences[user.availstate!] ?? user.availstate!;
    return [user.fullname, phone.number, line === 'free' ? idle : line, [presence, forward].filter(Boolean).join(' · ')].join(
      ' | ',
    );
  });
  return rows.sort((one, other) => one.localeCompare(other));
}

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { test as base, type Page } from '@playwright/test';
import { en, type Texts } from '../../src/page/texts/en.ts';
import { pseudo } from '../../src/page/texts/pseudo.ts';

export type Kind = 'sim' | 'asterisk16' | 'asterisk22';

const PROGRAM = fileURLToPath(new URL('../../../tests/e2e/stage.py', import.meta.url));

/** The exchange with its phones, and the server: tests/e2e/stage.py says what can be asked of it. */
export class Stage {
  private readonly process: ChildProcess;
  private readonly lines: Interface;
  private readonly answers: AsyncIterator<string>;
  private last: Promise<unknown> = Promise.resolve();
  url = '';

  constructor(kind: Kind) {
    this.process = spawn(PROGRAM, [kind], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.process.stdout! });
    this.answers = this.lines[Symbol.asyncIterator]();
  }

  /** One thing after another. */
  do<Result = void>(command: string, ...args: unknown[]): Promise<Result> {
    const result = this.last.then(async () => {
      this.process.stdin!.write(`${JSON.stringify([command, ...args])}\n`);
      const { value, done } = await this.answers.next();
      if (done) throw new Error(`the stage has ended at ${command}`);
      const [outcome, what] = JSON.parse(value) as ['done' | 'failed', Result];
      if (outcome === 'failed') throw new Error(`${command} ${JSON.stringify(args).slice(0, 80)}: ${what}`);
      return what;
    });
    this.last = result.catch(() => {});
    return result;
  }

  /** A server of its own, with the demo's people, those of `data` (as `crosspoint import` reads it), or so many users. */
  async begin(data: string | null = null, users = 0): Promise<void> {
    this.url = await this.do<string>('begin', data, users);
  }

  async close(): Promise<void> {
    const ended = new Promise(resolve => this.process.once('exit', resolve));
    this.process.stdin!.end();
    await ended;
  }
}

/** Somebody at a browser of their own. */
export interface Person {
  readonly page: Page;
  readonly texts: Texts;
}

type SignIn = (page: Page, texts: Texts, login: string) => Promise<void>;

export const byMouse: SignIn = async (page, texts, login) => {
  await page.getByLabel(texts.signIn.login).fill(login);
  await page.getByLabel(texts.signIn.password, { exact: true }).fill(`${login}-demo`);
  await page.getByRole('button', { name: texts.signIn.submit }).click();
};

interface Fixtures {
  /** The stage with a server for this test alone. */
  readonly stage: Stage;
  /** Opens a browser of their own for somebody, and signs in, by mouse or in another way; their language is that of the texts. */
  readonly signIn: (login: string, texts?: Texts, how?: SignIn) => Promise<Person>;
}

export const test = base.extend<Fixtures, { kind: Kind; exchange: Stage }>({
  kind: ['sim', { option: true, scope: 'worker' }],
  exchange: [
    async ({ kind }, use) => {
      const stage = new Stage(kind);
      await use(stage);
      await stage.close();
    },
    { scope: 'worker' },
  ],
  stage: async ({ exchange }, use, info) => {
    await exchange.begin();
    await use(exchange);
    if (info.status !== info.expectedStatus) await info.attach('logs', { body: await exchange.do<string>('logs') });
    await exchange.do('end');
  },
  signIn: async ({ browser, stage }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (login, texts = en, how = byMouse) => {
      const context = await browser.newContext({ locale: texts.locale });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(texts === pseudo ? `${stage.url}/?pseudo` : stage.url);
      await how(page, texts, login);
      await page.getByRole('navigation').waitFor();
      return { page, texts };
    });
    for (const context of contexts) await context.close();
  },
});

export { expect } from '@playwright/test';

import { defineConfig } from '@playwright/test';
import type { Kind } from './tests/browser/stage.ts';

/** Pages in Debian's Chromium with a real server, on a simulated exchange; what people do with calls on Asterisk, too. */
export default defineConfig<object, { kind: Kind }>({
  testDir: 'tests/browser',
  testMatch: '*.spec.ts',
  outputDir: '../build/web/browser',
  snapshotPathTemplate: 'tests/browser/transcripts/{arg}{ext}',
  timeout: 300_000,
  expect: { timeout: 15_000 },
  workers: 2,
  forbidOnly: true,
  reporter: process.env.BROWSER_RESULTS ? [['line'], ['junit', { outputFile: process.env.BROWSER_RESULTS }]] : 'list',
  use: {
    actionTimeout: 15_000,
    viewport: { width: 1280, height: 760 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      // Chromium does not start as root otherwise, and a container's /dev/shm is small.
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
    },
  },
  projects: [
    { name: 'sim', use: { kind: 'sim' }, testIgnore: 'cut.spec.ts' },
    { name: 'asterisk22', use: { kind: 'asterisk22' }, testMatch: ['story.spec.ts', 'keyboard.spec.ts'] },
    // Ten browsers leave nothing of the machine to others.
    { name: 'cut', use: { kind: 'sim' }, testMatch: 'cut.spec.ts', dependencies: ['sim', 'asterisk22'] },
  ],
});

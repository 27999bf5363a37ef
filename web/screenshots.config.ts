import { defineConfig } from '@playwright/test';
import tests from './playwright.config.ts';
import type { Kind } from './tests/browser/stage.ts';

/** No test, but made by the same means. */
export default defineConfig<object, { kind: Kind }>({
  ...tests,
  testMatch: 'screenshots.ts',
  reporter: 'list',
  projects: [{ name: 'sim', use: { kind: 'sim' } }],
});

import { defineConfig } from '@playwright/test';
import tests from './playwright.config.ts';

/** No test, but made by the same means. */
export default defineConfig(tests, {
  testMatch: 'screenshots.ts',
  reporter: 'list',
  projects: [{ name: 'sim', use: { kind: 'sim' } }],
});

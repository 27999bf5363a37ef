import { defineConfig } from 'vitest/config';

export default defineConfig({
  cacheDir: '../build/web/vite', // node_modules is shared and may be read-only
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    environment: 'node',
    pool: 'threads',
    isolate: false, // no test leaves anything behind
  },
});

import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page and its worker, for tools/embed_files: names with hashes below /assets, no style or script in the markup. */
export default defineConfig({
  plugins: [{ ...optimizeLocales.vite({ locales: ['en-US', 'fr-FR'] }), enforce: 'pre' }, react()],
  cacheDir: '../build/web/vite', // node_modules is shared and may be read-only
  worker: { format: 'es' },
  build: {
    outDir: '../build/web/site',
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0, // the policy knows no data: addresses but for pictures
    cssMinify: true,
    modulePreload: { polyfill: false },
  },
});

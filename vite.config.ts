import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Files with a name that other sites know; every other has its hash in its name. */
const NAMED: Readonly<Record<string, string>> = { 'survey-widget': fileURLToPath(new URL('src/modules/surveys/web/widget.ts', import.meta.url)) };

/** The page: sources in src/web and src/modules/*\/web, built into dist/web, which the server serves as it is. */
const config = defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: { outDir: '../../dist/web', emptyOutDir: true, target: 'es2023', reportCompressedSize: true, chunkSizeWarningLimit: 900, rolldownOptions: { input: { index: fileURLToPath(new URL('src/web/index.html', import.meta.url)), ...NAMED }, output: { entryFileNames: ({ name }) => (name in NAMED ? '[name].js' : 'assets/[name]-[hash].js') } } },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:4700', '/v1': 'http://127.0.0.1:4700' } },
});

// Vite reads its settings from the default export alone.
export { config as default };

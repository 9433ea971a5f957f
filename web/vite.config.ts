// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// `npm run dev` shows pages with the answers of a server that runs beside it: SERVER=http://127.0.0.1:8080.
const server = process.env['SERVER'] ?? 'http://127.0.0.1:8080'

// eslint-disable-next-line no-restricted-syntax -- Vite reads the default export
export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': here('src') } },
  build: {
    outDir: here(process.env['OUT'] ?? '../build/web'),
    emptyOutDir: true,
    target: 'es2022',
    // The pages' CSP lets nothing in that is not a file of ours.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/api': { target: server, changeOrigin: false },
      '/fhir': { target: server, changeOrigin: false },
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: [here('src/testing/setup.ts')],
    include: ['src/**/*.test.{ts,tsx}'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
})

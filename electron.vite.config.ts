import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

/** They hold machine code, so they stay packages of their own; everything else is bundled. */
const NATIVE = ['keytar', '@node-rs/argon2', '@myriaddreamin/typst-ts-node-compiler']

/**
 * A page opened at `/accounts/main/domains` has to find its files too, on app://local/ as on HTTP. electron-vite sets
 * `base` to `./` for pages in files, whatever the configuration says, so this has to come after it.
 */
const filesFromRoot = { name: 'files-from-root', config: () => ({ base: '/' }) }

export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      outDir: at('out/main'),
      rollupOptions: {
        external: [...NATIVE, 'pg-native'],
        input: {
          index: at('electron/main/index.ts'),
          'service-process': at('electron/service-process/index.ts'),
          'job-worker': at('service/jobs/worker.ts'),
          'pdf-worker': at('service/files/file-worker.ts'),
          'backup-worker': at('service/storage/backup-worker.ts'),
          'checkpoint-worker': at('service/storage/checkpoint-worker.ts'),
          'check-worker': at('service/storage/check-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      outDir: at('out/preload'),
      // A sandboxed preload script is one CommonJS file.
      rollupOptions: {
        input: { index: at('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react(), filesFromRoot],
    build: {
      minify: true,
      // One file: it comes from the disk or from a server nearby, and is kept.
      chunkSizeWarningLimit: 4000,
      outDir: at('out/renderer'),
      rollupOptions: { input: { index: at('renderer/index.html') } },
    },
    // Pages keep their own origin in development too; only the reload socket goes to the development server.
    server: { hmr: { host: 'localhost', clientPort: 5173 } },
  },
})

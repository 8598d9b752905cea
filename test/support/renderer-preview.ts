import { mkdtemp, readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { serve } from '@hono/node-server'
import react from '@vitejs/plugin-react'
import type { Hono } from 'hono'
import { build } from 'vite'
import { CONTENT_SECURITY_POLICY } from '../../core/contract/page/content-security-policy.ts'
import { pageFileFor } from '../../core/contract/page/page-file.ts'

/** Builds pages (the renderer's own by default) into a folder of their own; the answer is that folder. */
export async function buildPages(root = resolve(import.meta.dirname, '../../renderer')): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'daicho-pages-'))
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 4000 },
  })
  return outDir
}

/** Serves built pages and an API on a free loopback port, with the product's content security policy. */
export async function servePages(folder: string, api: Hono): Promise<{ readonly url: string; close(): void }> {
  api.get('*', async (c) => {
    const file = pageFileFor(new URL(c.req.url).pathname)
    if (!file) return c.notFound()
    const body = await readFile(join(folder, file.path)).catch(() => null)
    if (!body) return c.notFound()
    return c.body(new Uint8Array(body), 200, {
      'content-type': file.contentType,
      'content-security-policy': CONTENT_SECURITY_POLICY,
    })
  })
  return new Promise((done) => {
    const server = serve({ fetch: api.fetch, hostname: '127.0.0.1', port: 0 }, (info: AddressInfo) =>
      done({ url: `http://127.0.0.1:${info.port}`, close: () => server.close() }),
    )
  })
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pageFileFor } from '../../../core/contract/page/page-file.ts'
import { pageHeaders } from '../../../core/contract/page/page-headers.ts'

/** Answers a request for a page or an asset from the folder of the built renderer. */
export async function pageAnswer(rendererDir: string, pathname: string): Promise<Response> {
  const file = pageFileFor(pathname)
  if (file === null) return new Response('Malformed path', { status: 400 })
  try {
    const bytes = await readFile(join(rendererDir, file.path))
    return new Response(bytes, { headers: pageHeaders(file.contentType) })
  } catch {
    return new Response('Not found', { status: 404 })
  }
}

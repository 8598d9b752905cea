import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import type { IpcAnswer } from '../../../core/contract/ipc/answer.ts'
import type { SavedFile } from '../../../core/contract/ipc/files.ts'
import { APP_URL, isAppUrl } from '../pages/app-origin.ts'

export type SaveFileDeps = {
  readonly fetch: (request: Request) => Promise<Response>
  /** The place that the person picks, or null when they think better of it. */
  readonly pickPlace: (suggestedName: string) => Promise<string | null>
}

/** Saves an answer of the service to a file: under another name until it is complete, so that no half file is left. */
export async function saveFile(deps: SaveFileDeps, path: string, suggestedName: string): Promise<IpcAnswer<SavedFile>> {
  const url = URL.parse(path, APP_URL)?.href ?? ''
  if (!isAppUrl(url) || !new URL(url).pathname.startsWith('/api/')) return { ok: false, error: 'pathRefused' }
  const place = await deps.pickPlace(safeFileName(suggestedName))
  if (place === null) return { ok: true, value: { kind: 'cancelled' } }
  const partial = `${place}.part`
  try {
    const answer = await deps.fetch(new Request(url))
    if (!answer.ok || answer.body === null) return { ok: false, error: 'saveFailed' }
    await pipeline(Readable.fromWeb(answer.body as NodeReadableStream), createWriteStream(partial))
    await rename(partial, place)
    const { size } = await stat(place)
    return { ok: true, value: { kind: 'saved', fileName: basename(place), bytes: size } }
  } catch (error) {
    console.warn('The file could not be saved', error)
    await rm(partial, { force: true })
    return { ok: false, error: 'saveFailed' }
  }
}

/** Without what file systems refuse or read as a folder. */
export function safeFileName(suggested: string): string {
  const name = suggested
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .replaceAll(/[\u0000-\u001f<>:"/\\|?*]/g, '_')
    .replaceAll(/^\.+|[. ]+$/g, '')
  return name === '' ? 'export' : name
}

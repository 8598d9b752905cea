import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { invariant } from '../../../core/base/invariant.ts'

/**
 * A file under `resources/`, found upwards from here: this file runs from its folder in the tree, from the bundle in
 * `out/`, and from the archive of the packaged app.
 */
export function resourcePath(path: string): string | null {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, 'resources', path)
    if (existsSync(candidate)) return candidate
    if (folder === dirname(folder)) return null
  }
}

export function readResource(path: string): string {
  const found = resourcePath(path)
  invariant(found, `resources/${path} is part of the app`)
  return readFileSync(found, 'utf8')
}

import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Deps } from '../deps.ts'
import { listBackups } from '../storage/backup.ts'
import { folderProblem, prepareFolder } from '../storage/data-folder.ts'
import { loadBehindIndexes } from '../storage/load-behind-indexes.ts'
import { openWorkspace } from '../storage/open-workspace.ts'
import { DATABASE_FILE, lockFolder } from '../storage/sqlite-file.ts'
import type { Storage } from '../storage/storage.ts'
import { addDemoNames, beginDemo, type Demo, type DemoRequest, endDemo } from './make-demo.ts'

/** Where a demo grows; what a killed process left there is thrown away by the next. */
const UNFINISHED = 'demo.unfinished'

/** Whether the folder has no database on SQLite, and never had one: a backup would tell. */
export function isFresh(dataFolder: string): boolean {
  return !existsSync(join(dataFolder, DATABASE_FILE)) && listBackups(dataFolder).length === 0
}

/** Makes the demo in a folder without a workspace: it is there as a whole, with every index, or not at all. */
export async function makeFreshDemo(
  dataFolder: string,
  depsOf: (storage: Storage) => Deps,
  request: DemoRequest,
): Promise<Demo> {
  prepareFolder(dataFolder)
  const unlock = lockFolder(dataFolder)
  const unfinished = join(dataFolder, UNFINISHED)
  try {
    rmSync(unfinished, { recursive: true, force: true })
    const demo = await fill(unfinished, depsOf, request)
    renameSync(join(unfinished, DATABASE_FILE), join(dataFolder, DATABASE_FILE))
    return demo
  } catch (error) {
    throw folderProblem(dataFolder, error)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
    unlock()
  }
}

async function fill(folder: string, depsOf: (storage: Storage) => Deps, request: DemoRequest): Promise<Demo> {
  await loadBehindIndexes(folder, {
    prepare: (storage) => beginDemo(depsOf(storage), request),
    load: (storage, cast) => addDemoNames(depsOf(storage), cast, request),
  })
  const workspace = await openWorkspace(folder, null)
  return endDemo(depsOf(workspace.storage)).finally(workspace.close)
}

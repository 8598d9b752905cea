import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { WorkspaceError } from './sqlite-file.ts'

const PROBE_FILE = 'daicho.probe'
/** A page of most file systems: less may still fit where nothing else does. */
const PROBE_BYTES = 4096

/** Makes the folder where it is missing and refuses one that cannot be written, before anything in it is touched. */
export function prepareFolder(dataFolder: string): void {
  try {
    makeFolder(dataFolder)
    probe(join(dataFolder, PROBE_FILE))
  } catch (error) {
    throw folderProblem(dataFolder, error)
  }
}

/** Folder by folder: Node's own `recursive` never ends where the system has no place for a folder, as under `/proc`. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) throw new WorkspaceError(`${folder} is no folder. Give one with --data.`)
    return
  }
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new WorkspaceError(`${folder} cannot be made here. Give a folder of your own with --data.`)
  }
}

function probe(file: string): void {
  try {
    writeFileSync(file, Buffer.alloc(PROBE_BYTES))
  } finally {
    rmSync(file, { force: true })
  }
}

const NOT_WRITABLE = ['EACCES', 'EPERM', 'EROFS']
const FULL = ['ENOSPC', 'EDQUOT']
const SQLITE_FULL = 13
const NO_FOLDER = ['EEXIST', 'ENOTDIR']

/** What a person can do about a folder that cannot be used; what is no such trouble is handed back. */
export function folderProblem(dataFolder: string, error: unknown): unknown {
  const { code = '', errcode } = error as NodeJS.ErrnoException & { readonly errcode?: number }
  if (FULL.includes(code) || errcode === SQLITE_FULL)
    return new WorkspaceError(`The disk of ${dataFolder} is full. Make room and start again.`)
  if (NO_FOLDER.includes(code)) return new WorkspaceError(`${dataFolder} is no folder. Give one with --data.`)
  if (!NOT_WRITABLE.includes(code)) return error
  return new WorkspaceError(`${dataFolder} cannot be written. Give a folder of your own with --data.`)
}

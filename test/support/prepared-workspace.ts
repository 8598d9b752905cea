import type { DialectName } from '../../service/storage/dialects/dialect.ts'
import { openWorkspace } from '../../service/storage/open-workspace.ts'
import type { OpenDatabase } from './each-database.ts'
import { addNames, nameWith } from './names.ts'
import { openPortfolio } from './portfolio.ts'
import { temporaryFolder } from './temporary-folder.ts'

export type PreparedWorkspace = {
  readonly dataFolder: string
  /** The PostgreSQL database's URL; null on SQLite. */
  readonly database: string | null
  /** The owner's session. */
  readonly token: string
}

/** A workspace with names that services of their own can open: on SQLite nobody else has it open any more. */
export async function prepareWorkspace(
  open: OpenDatabase,
  dialect: DialectName,
  names: readonly string[],
): Promise<PreparedWorkspace> {
  const dataFolder = temporaryFolder('workspace')
  const own = dialect === 'sqlite' ? await openWorkspace(dataFolder, null) : null
  const database = own ? { ...own, dialect, dataFolder, url: null } : await open()
  const desk = await openPortfolio(async () => database)
  await addNames(
    desk.deps.storage,
    desk.account,
    names.map((name) => nameWith(name, { connection: desk.connection })),
  )
  await own?.close()
  return { dataFolder, database: database.url, token: desk.token }
}

import { addDays, dayInZone, type IsoDate } from '../../core/calendar/iso-date.ts'
import { systemNow } from '../../service/clock.ts'
import { markSandbox } from '../../service/modules/accounts/workspace.repository.ts'
import type { DialectName } from '../../service/storage/dialects/dialect.ts'
import { openWorkspace } from '../../service/storage/open-workspace.ts'
import type { OpenDatabase } from './each-database.ts'
import { addNames, nameWith } from './names.ts'
import { openOrderDesk } from './order-desk.ts'
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
export function prepareWorkspace(
  open: OpenDatabase,
  dialect: DialectName,
  names: readonly string[],
): Promise<PreparedWorkspace> {
  return prepare(open, dialect, async (openOwn) => {
    const desk = await openPortfolio(openOwn)
    await addNames(
      desk.deps.storage,
      desk.account,
      names.map((name) => nameWith(name, { connection: desk.connection })),
    )
    return desk
  })
}

/** A test workspace of today, with so many .com names due for renewal at the simulated registry and money for all. */
export async function prepareRenewals(
  open: OpenDatabase,
  dialect: DialectName,
  names: number,
): Promise<PreparedWorkspace & { readonly expires: IsoDate }> {
  const now = systemNow()
  const expires = addDays(dayInZone(now, 'Asia/Tokyo'), 3)
  const prepared = await prepare(open, dialect, async (openOwn) => {
    const desk = await openOrderDesk(openOwn, now)
    await desk.deps.storage.transact(markSandbox)
    await desk.deposit(1_000 * names)
    await desk.holdMany(names, expires)
    return desk
  })
  return { ...prepared, expires }
}

async function prepare(
  open: OpenDatabase,
  dialect: DialectName,
  fill: (openOwn: OpenDatabase) => Promise<{ readonly token: string }>,
): Promise<PreparedWorkspace> {
  const dataFolder = temporaryFolder('workspace')
  const own = dialect === 'sqlite' ? await openWorkspace(dataFolder, null) : null
  const database = own ? { ...own, dialect, dataFolder, url: null } : await open()
  const { token } = await fill(async () => database)
  await own?.close()
  return { dataFolder, database: database.url, token }
}

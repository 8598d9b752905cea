import { parseArgs } from 'node:util'
import { z } from 'zod'
import { makeClock } from '../clock.ts'
import { defaultDataFolder } from '../env.ts'
import { newSecret } from '../ids.ts'
import { makeLog } from '../log.ts'
import { makeNudges } from '../modules/changes/nudges.ts'
import { hasAnyPerson } from '../modules/sessions/sessions.repository.ts'
import { openWorkspace } from '../storage/open-workspace.ts'
import { WorkspaceError } from '../storage/sqlite-file.ts'
import { makeDemo } from './make-demo.ts'

const optionsSchema = z.object({
  data: z.string().min(1).default(`${defaultDataFolder()}-demo`),
  database: z.string().optional(),
  domains: z.coerce.number().int().min(0).max(1_000_000).default(2000),
  seed: z.coerce.number().int().default(1),
})

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    database: { type: 'string' },
    domains: { type: 'string' },
    seed: { type: 'string' },
  },
})
const options = optionsSchema.safeParse(values)
if (!options.success) {
  console.error(z.prettifyError(options.error))
  process.exit(1)
}
try {
  await run(options.data)
} catch (error) {
  console.error(error instanceof WorkspaceError ? error.message : error)
  process.exit(1)
}

async function run({ data, database, domains, seed }: z.output<typeof optionsSchema>): Promise<void> {
  const workspace = await openWorkspace(data, database ?? null)
  try {
    if (await hasAnyPerson(workspace.storage.read)) {
      throw new WorkspaceError(`${data} holds a workspace already. Give the demo an empty folder with --data.`)
    }
    const password = newSecret().slice(0, 16)
    const deps = {
      storage: workspace.storage,
      clock: makeClock(null),
      log: makeLog(),
      jobs: { wake: () => undefined },
      events: makeNudges(),
      isSandbox: true,
      isReachable: false,
      setupCode: '',
    }
    const { email } = await makeDemo(deps, { domains, seed, password })
    console.log(`${email} ${password}`)
  } finally {
    await workspace.close()
  }
}

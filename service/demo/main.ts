import { parseArgs } from 'node:util'
import { z } from 'zod'
import { makeClock } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { defaultDataFolder } from '../env.ts'
import { newSecret } from '../ids.ts'
import { makeLog } from '../log.ts'
import { makeNudges } from '../modules/changes/nudges.ts'
import { hasAnyPerson } from '../modules/sessions/sessions.repository.ts'
import { openWorkspace } from '../storage/open-workspace.ts'
import { WorkspaceError } from '../storage/sqlite-file.ts'
import type { Storage } from '../storage/storage.ts'
import { isFresh, makeFreshDemo } from './fresh-demo.ts'
import { type Demo, type DemoRequest, makeDemo } from './make-demo.ts'

const optionsSchema = z.object({
  data: z.string().min(1).default(`${defaultDataFolder()}-demo`),
  database: z.string().optional(),
  domains: z.coerce.number().int().min(0).max(1_000_000).default(2000),
  seed: z.coerce.number().int().default(1),
})

const USAGE = 'Usage: npm run demo -- [--data DIR] [--database URL] [--domains 0-1000000] [--seed NUMBER]'

try {
  await run(readOptions())
} catch (error) {
  console.error(error instanceof WorkspaceError ? error.message : error)
  process.exit(1)
}

function readOptions(): z.output<typeof optionsSchema> {
  const options = optionsSchema.safeParse(readArguments())
  if (options.success) return options.data
  const wrong = options.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`)
  throw new WorkspaceError(`${wrong.join('; ')}. ${USAGE}`)
}

function readArguments() {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ options: { data: text, database: text, domains: text, seed: text } }).values
  } catch (error) {
    throw new WorkspaceError(`${error instanceof Error ? error.message : String(error)}. ${USAGE}`)
  }
}

async function run({ data, database, domains, seed }: z.output<typeof optionsSchema>): Promise<void> {
  const request = { domains, seed, password: newSecret().slice(0, 16) }
  const isNew = database === undefined && isFresh(data)
  const { email } = await (isNew ? makeFreshDemo(data, depsOf, request) : fillWorkspace(data, database, request))
  console.log(`${email} ${request.password}`)
}

/** Fills a workspace that is there already and has nobody yet. */
async function fillWorkspace(data: string, database: string | undefined, request: DemoRequest): Promise<Demo> {
  const workspace = await openWorkspace(data, database ?? null)
  try {
    if (await hasAnyPerson(workspace.storage.read)) {
      throw new WorkspaceError(`${data} holds a workspace already. Give the demo an empty folder with --data.`)
    }
    return await makeDemo(depsOf(workspace.storage), request)
  } finally {
    await workspace.close()
  }
}

function depsOf(storage: Storage): Deps {
  return {
    storage,
    clock: makeClock(null),
    log: makeLog(),
    jobs: { wake: () => undefined },
    events: makeNudges(),
    isSandbox: true,
    isReachable: false,
    setupCode: '',
  }
}

import { randomInt } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import type { MailTransport } from './adapters/mail/mail-transport.ts'
import { readSmtpSettings } from './adapters/mail/smtp-settings.ts'
import { smtpTransport } from './adapters/mail/smtp-transport.ts'
import type { PaymentPort } from './adapters/payments/payment-port.ts'
import { stripePort } from './adapters/payments/stripe-port.ts'
import { readStripeSettings } from './adapters/payments/stripe-settings.ts'
import { createApp } from './app.ts'
import { makeClock, systemNow } from './clock.ts'
import type { Deps } from './deps.ts'
import { parseServeOptions, type ServeOptions, UsageError } from './env.ts'
import { isLoopback, listen } from './http/listen.ts'
import { findRendererFolder } from './http/pages.ts'
import { startJobRunner } from './jobs/job-runner.ts'
import { type Log, makeLog } from './log.ts'
import { isSandbox, lastRestoredAt, markRestored, markSandbox } from './modules/accounts/workspace.repository.ts'
import { makeNudges } from './modules/changes/nudges.ts'
import { startFileMaker } from './modules/documents/make-due-files.ts'
import { releaseAllClaims } from './modules/orders/order-queue.repository.ts'
import { hasAnyPerson } from './modules/sessions/sessions.repository.ts'
import { startScheduler } from './schedule/scheduler.ts'
import { startCheckpoints } from './storage/checkpoints.ts'
import { startDailyBackup } from './storage/daily-backup.ts'
import { startFileChecks } from './storage/file-checks.ts'
import { DatabaseTooNewError } from './storage/migrations/migrate.ts'
import { openWorkspace, startProblem, type Workspace } from './storage/open-workspace.ts'
import { WorkspaceError } from './storage/sqlite-file.ts'
import type { Storage } from './storage/storage.ts'

export type ServiceOptions = Pick<ServeOptions, 'dataFolder' | 'database' | 'clock' | 'isSandbox'> & {
  /** The bundled entry of job threads; without it they run from source. */
  readonly jobWorker?: URL
  /** The bundled entry of the daily backup's thread. */
  readonly backupWorker?: URL
  /** The bundled entry of the thread that keeps the embedded database's log short. */
  readonly checkpointWorker?: URL
  /** The bundled entry of the thread that checks the embedded database's file. */
  readonly checkWorker?: URL
  /** The bundled entry of the thread that makes PDFs. */
  readonly pdfWorker?: URL
  /** Whether other machines can reach what answers with this service; the set-up code is then asked for. */
  readonly isReachable?: boolean
  /** Puts the last backup in the place of a damaged database first. */
  readonly restore?: boolean
}

/** A running account service: answer requests with `fetch`, end it with `stop`. */
export type Service = {
  readonly fetch: (request: Request, address?: string) => Promise<Response>
  readonly setupCode: string
  /** Whether anybody can sign in yet, as of the start. */
  readonly isSetUp: boolean
  readonly stop: () => Promise<void>
}

/** The one entry of the account service, for every host: command line, desktop's utility process, tests. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const workspace = await openWorkspace(options.dataFolder, options.database, options.restore)
  try {
    return await startIn(workspace, options)
  } catch (error) {
    throw options.database === null ? startProblem(options.dataFolder, error) : error
  }
}

async function startIn(workspace: Workspace, options: ServiceOptions): Promise<Service> {
  const log = makeLog()
  const setupCode = String(randomInt(0, 1_000_000)).padStart(6, '0')
  const base = {
    storage: workspace.storage,
    clock: makeClock(options.clock),
    log,
    events: makeNudges(),
    isSandbox: await openSandbox(workspace.storage, options.isSandbox),
    isReachable: options.isReachable ?? false,
    restoredAt: await noteRestoring(workspace, log),
    setupCode,
    pdfWorker: options.pdfWorker,
    mail: openMail(),
    payments: openPayments(),
  }
  if (options.database === null) await workspace.storage.transact(releaseAllClaims)
  const endCheckpoints = startCheckpoints(workspace.storage, base.log, options.checkpointWorker)
  const endFileChecks = startFileChecks(workspace.storage, base.log, {
    entry: options.checkWorker,
    isAfterKill: workspace.isAfterKill,
  })
  const jobs = await startJobRunner(base, options.jobWorker)
  const endBackups =
    options.database === null ? startDailyBackup(options.dataFolder, base.log, options.backupWorker) : () => undefined
  const deps: Deps = { ...base, jobs }
  const scheduler = startScheduler(deps)
  const fileMaker = startFileMaker(deps)
  const addresses = new WeakMap<Request, string>()
  const app = createApp(deps, { addressOf: (request) => addresses.get(request) ?? 'local' })
  return {
    fetch: async (request, address) => {
      if (address !== undefined) addresses.set(request, address)
      return app.fetch(request)
    },
    setupCode,
    isSetUp: await hasAnyPerson(workspace.storage.read),
    stop: async () => {
      endBackups()
      endFileChecks()
      base.events.close()
      await scheduler.stop()
      await fileMaker.stop()
      await jobs.stop()
      await endCheckpoints()
      await workspace.close()
    },
  }
}

/** A workspace that was once started as a test one stays one. */
async function openSandbox(storage: Storage, isAsked: boolean): Promise<boolean> {
  if (isAsked) await storage.transact(markSandbox)
  return isAsked || isSandbox(storage.read)
}

/** Says which backup was put in place, and since when followers of changes have to start again. */
async function noteRestoring({ storage, restoredFrom }: Workspace, log: Log): Promise<string | null> {
  if (restoredFrom !== null) {
    log.info('the last backup was restored', { from: restoredFrom })
    await storage.transact((trx) => markRestored(trx, systemNow()))
  }
  return lastRestoredAt(storage.read)
}

/** The mail server that the environment names. */
function openMail(): MailTransport | undefined {
  const settings = readSmtpSettings(process.env)
  return settings ? smtpTransport(settings) : undefined
}

/** The payment provider that the environment names. */
function openPayments(): PaymentPort | undefined {
  const settings = readStripeSettings(process.env)
  return settings ? stripePort(settings) : undefined
}

async function serveFromCommandLine(): Promise<void> {
  const options = parseServeOptions(process.argv.slice(2))
  const service = await startService({ ...options, isReachable: !isLoopback(options.host) })
  const server = await listen(service, { ...options, rendererFolder: findRendererFolder() })
  if (!service.isSetUp) console.error(`set-up code: ${service.setupCode}`)
  console.log(`daicho listening on ${server.url}`)
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    await server.close()
    await service.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
}

/** What the person at the command line can do something about: its message is enough. */
function isExpected(error: unknown): error is Error {
  return error instanceof UsageError || error instanceof WorkspaceError || error instanceof DatabaseTooNewError
}

function isEntry(): boolean {
  return process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href
}

if (isEntry()) {
  try {
    await serveFromCommandLine()
  } catch (error) {
    console.error(isExpected(error) ? error.message : error)
    process.exit(1)
  }
}

import type { Deps } from '../deps.ts'
import { describeError } from '../log.ts'
import { runDueWork } from './due-work.ts'

/** How often due work is looked for: one short query where there is none, and a moved clock is noticed soon. */
const LOOK_EVERY_MS = 30_000

type SchedulerDeps = Pick<Deps, 'storage' | 'clock' | 'log' | 'mail' | 'payments'>

export type Scheduler = {
  /** Ends after the batch in hand; the next start goes on. */
  readonly stop: () => Promise<void>
}

/** Looks for due work at once and from then on; what fails is logged and tried again at the next look. */
export function startScheduler(deps: SchedulerDeps): Scheduler {
  const end = new AbortController()
  let running: Promise<void> | null = null
  const look = () => {
    running ??= lookOnce(deps, end.signal).finally(() => {
      running = null
    })
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  timer.unref()
  look()
  return {
    stop: async () => {
      clearInterval(timer)
      end.abort()
      await running
    },
  }
}

async function lookOnce(deps: SchedulerDeps, stopped: AbortSignal): Promise<void> {
  try {
    const ran = await runDueWork(deps, undefined, { stopped })
    if (ran.length > 0) deps.log.info('scheduled work done', { ran: summarize(ran) })
  } catch (error) {
    deps.log.error('scheduled work failed', { error: describeError(error) })
  }
}

/** Lines that a log has room for; of more only their kinds are counted. */
const LISTED = 20

function summarize(ran: readonly string[]): string {
  if (ran.length <= LISTED) return ran.join(', ')
  const kinds = Map.groupBy(ran, (one) => /^\w+/.exec(one)?.[0] ?? one)
  return [...kinds].map(([kind, own]) => `${kind} ${own.length}`).join(', ')
}

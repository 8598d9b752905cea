import { systemNow } from '../clock.ts'
import * as repository from './jobs.repository.ts'
import { instantIn, LEASE_MS } from './lease.ts'
import { type JobEngine, runJob } from './run-job.ts'

/** Names the hold on one job: unique per hold, so that a late thread cannot mistake a later hold for its own. */
export type NameOwner = () => string

/** Takes up due jobs one after the other until none is due, or the engine stops. */
export async function workOff(
  engine: JobEngine,
  nameOwner: NameOwner,
  onHold: (owner: string | null) => void = () => undefined,
): Promise<void> {
  const { storage } = engine.deps
  const kinds = [...engine.handlers.keys()]
  while (!engine.stopped.aborted && (await repository.hasDueJob(storage.read, kinds, systemNow()))) {
    const owner = nameOwner()
    const lease = { owner, now: systemNow(), until: instantIn(LEASE_MS) }
    const row = await storage.transact((trx) => repository.claimJob(trx, kinds, lease))
    if (!row) return
    onHold(owner)
    try {
      await runJob(engine, row, owner)
    } finally {
      onHold(null)
    }
  }
}

import { invariant } from '../../../core/base/invariant.ts'
import type { ServedApp } from './served-app.ts'

const PATIENCE_MS = 20_000

type ImportAnswer = { readonly id: string; readonly state: string }

/** Puts names into the account as a registrar's export does, over the API: `name,expires,auto renew,price` per row. */
export async function importNames(app: ServedApp, rows: readonly string[]): Promise<void> {
  const csv = ['Domain,Expires,Auto Renew,Renewal price (JPY)', ...rows].join('\r\n')
  const taken = await app.api<ImportAnswer>('POST', '/imports?fileName=names.csv', csv)
  invariant(taken.body.state === 'ready', `the rows can be taken over as they are: ${JSON.stringify(taken.body)}`)
  const applied = await app.api<{ job: { id: string } }>('POST', `/imports/${taken.body.id}/apply`, {})
  await waitForJob(app, applied.body.job.id)
}

async function waitForJob(app: ServedApp, id: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until) {
    const { body } = await app.api<{ state: string }>('GET', `/jobs/${id}`)
    if (body.state === 'done') return
    invariant(body.state !== 'failed', `the job is done: ${JSON.stringify(body)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The import did not end')
}

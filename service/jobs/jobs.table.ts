export type JobTables = {
  job: {
    account: string
    id: string
    kind: string
    state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
    payload: string
    cursor: string | null
    total: number
    done: number
    skipped: number
    problem: string | null
    cancel_requested: number
    attempts: number
    lease_owner: string | null
    lease_until: string | null
    person: string | null
    summary: string
    change_seq: number
    created_at: string
    started_at: string | null
    finished_at: string | null
  }
  job_item: {
    account: string
    job: string
    n: number
    domain: number
    name: string
    state: 'done' | 'skipped' | 'failed'
    code: string | null
    before: string | null
    after: string | null
  }
}

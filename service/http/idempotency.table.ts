export type IdempotencyTables = {
  idempotency_key: {
    person: string
    account: string
    route: string
    key: string
    body_hash: string
    state: 'running' | 'done' | 'secret'
    status: number | null
    answer: string | null
    created_at: string
  }
}

export type AuditTables = {
  audit: {
    account: string
    seq: number
    at: string
    person: string | null
    address: string | null
    request_id: string | null
    action: string
    subject: string | null
    job: string | null
    before: string | null
    after: string | null
    prev_hash: string
    hash: string
  }
}

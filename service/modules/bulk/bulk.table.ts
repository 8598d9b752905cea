export type BulkTables = {
  bulk_preview: {
    account: string
    id: string
    person: string
    action: string
    params: string
    confirm: string | null
    change_seq: number
    domains: Uint8Array
    summary: string
    job: string | null
    created_at: string
  }
}

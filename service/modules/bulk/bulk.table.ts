export type BulkTables = {
  /** What a bulk change was shown to do; carried out at most once. */
  bulk_preview: {
    account: string
    id: string
    person: string
    action: string
    params: string
    /** Names that changed after this number are left out when it is carried out. */
    change_seq: number
    /** The ids of the names, packed (`id-snapshot.ts`), and how many there are. */
    domains: Uint8Array
    names: number
    /** The job that carried it out. */
    job: string | null
    created_at: string
  }
}

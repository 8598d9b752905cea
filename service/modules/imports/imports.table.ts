export type ImportTables = {
  import_file: {
    account: string
    id: string
    person: string
    state: 'reading' | 'questions' | 'ready' | 'applying' | 'applied' | 'failed'
    file_name: string | null
    as_of: string
    connection: string | null
    profile: string | null
    /** JSON: what inspecting the file found, the mapping and the answers. */
    plan: string
    counts: string
    problem: string | null
    read_job: string | null
    apply_job: string | null
    created_at: string
  }
  import_chunk: { account: string; import: string; n: number; bytes: Uint8Array }
  import_row: {
    account: string
    import: string
    n: number
    name: string | null
    verdict: 'new' | 'changed' | 'same' | 'conflict' | 'refused'
    code: string | null
    detail: string | null
    /** JSON: the facts read from the row (or, refused, its cells). */
    facts: string | null
    /** JSON: field by field before and after. */
    changes: string | null
    domain: number | null
    applied: number
  }
  import_profile: { account: string; name: string; headers: string; plan: string; updated_at: string }
}

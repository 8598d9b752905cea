export type ImportTables = {
  import_file: {
    account: string
    id: string
    person: string
    state: 'reading' | 'questions' | 'ready' | 'applying' | 'applied' | 'failed'
    file_name: string | null
    as_of: string
    /** The connection that was chosen for the whole file; null where the rows or the format say it. */
    connection: string | null
    /** The saved mapping it was read with. */
    profile: string | null
    /** JSON: what inspecting the file found, the mapping and the answers. */
    plan: string
    /** JSON: rows by verdict. */
    counts: string
    /** JSON: `{code, detail}` of an import that failed. */
    problem: string | null
    read_job: string | null
    apply_job: string | null
    created_at: string
    /** Whether rows and chunks are there; `going` while they are being removed. */
    keeping: 'kept' | 'going' | 'gone'
  }
  /** Rows of the file as they were read, secret cells emptied: deflated JSON `[[line, cell, …], …]`. Rows count from 1. */
  import_chunk: { account: string; import: string; first_row: number; row_count: number; bytes: Uint8Array }
  /** What would happen to each row. A row that only repeats another one is `same`. */
  import_row: {
    account: string
    import: string
    n: number
    /** Where the row begins in the file, counted from 1. */
    line: number
    name: string | null
    verdict: 'new' | 'changed' | 'same' | 'conflict' | 'refused'
    code: string | null
    detail: string | null
    /** JSON: field by field before and after. */
    changes: string | null
  }
  import_profile: {
    account: string
    name: string
    /** JSON: the headers of the file it was made for. */
    headers: string
    /** JSON: mapping and answers. */
    plan: string
    updated_at: string
  }
}

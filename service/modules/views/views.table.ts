export type ViewTables = {
  saved_view: {
    account: string
    id: string
    person: string
    page: string
    name: string
    is_shared: number
    definition: string
    updated_at: string
  }
}

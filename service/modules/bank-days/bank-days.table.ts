export type BankDayTables = {
  bank_day: {
    issuer: string
    day: string
    is_open: 0 | 1
    note: string | null
    person: string
    set_at: string
  }
}

export type ConnectionTables = {
  connection: {
    account: string
    id: string
    name: string
    registrar: string
    gateway: 'none' | 'manual' | 'sandbox'
    created_at: string
  }
  cut_off: {
    account: string
    connection: string
    suffix: string
    kind: 'daysBefore' | 'dayOfExpiryMonth' | 'endOfPreviousMonth'
    n: number
  }
}

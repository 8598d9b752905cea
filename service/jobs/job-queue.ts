/** How modules tell the runner that there is work. */
export type JobQueue = {
  /** Has due jobs taken up now; call it after the transaction that queued one has committed. */
  readonly wake: () => void
}

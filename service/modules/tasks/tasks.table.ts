export type TaskTables = {
  /** What a person is to do at a registrar. Its id is the client transaction of the item. */
  task: {
    account: string
    id: string
    order_id: string
    n: number
    /** `order`: to be done at the registrar; `check`: the registry's answers contradict each other, somebody has to look. */
    kind: 'order' | 'check'
    state: 'open' | 'confirmed' | 'refused' | 'withdrawn'
    created_at: string
    ended_at: string | null
    person: string | null
    done_on: string | null
    reference: string | null
    expires_on: string | null
    reason: string | null
  }
}

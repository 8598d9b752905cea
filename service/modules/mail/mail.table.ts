export type MailTables = {
  mail: {
    account: string
    id: string
    /** The same key is the same mail: it is queued once. */
    key: string
    kind: string
    /** Empty where the account has no address for documents; it counts as refused until there is one. */
    recipient: string
    subject: string
    body: string
    /** JSON: which stored files go with it. */
    attachments: string
    document: string | null
    state: 'waiting' | 'sending' | 'sent' | 'refused'
    attempts: number
    /** What the mail server said last. */
    answer: string | null
    next_at: string
    created_at: string
    sent_at: string | null
  }
}

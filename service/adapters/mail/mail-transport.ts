/** A mail as it goes out. `messageId` stays the same when it is sent again, so that a repeat is recognised. */
export type OutgoingMail = {
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly attachments: readonly MailAttachment[]
}

export type MailAttachment = {
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/**
 * What the mail server said. `refused`: it will never take this mail (an SMTP answer of 5xx). `later`: it did not answer,
 * or asks to try again.
 */
export type MailOutcome =
  | { readonly kind: 'sent'; readonly answer: string }
  | { readonly kind: 'refused' | 'later'; readonly answer: string }

/** Hands mail to a server. */
export type MailTransport = { readonly send: (mail: OutgoingMail) => Promise<MailOutcome> }

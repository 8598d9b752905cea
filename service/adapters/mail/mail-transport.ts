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
 * What the mail server said. `refused`: it will never take this mail (an SMTP answer of 5xx). `later`: it asks to try
 * again, or did not answer, as it would not for any other mail now.
 */
export type MailOutcome =
  | { readonly kind: 'sent'; readonly answer: string }
  | { readonly kind: 'refused'; readonly answer: string }
  | { readonly kind: 'later'; readonly answer: string; readonly isUnanswered?: boolean }

/** Hands mail to a server. */
export type MailTransport = { readonly send: (mail: OutgoingMail) => Promise<MailOutcome> }

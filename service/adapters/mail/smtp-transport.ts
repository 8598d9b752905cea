import nodemailer from 'nodemailer'
import type { MailOutcome, MailTransport, OutgoingMail } from './mail-transport.ts'

/** A mail server and how to sign in there; the password comes from the environment and goes nowhere else. */
export type SmtpSettings = {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (465); otherwise STARTTLS where the server offers it. */
  readonly isSecure: boolean
  readonly user: string | null
  readonly password: string | null
  readonly from: string
}

const TIMEOUT_MS = 20_000

export function smtpTransport({ host, port, isSecure, user, password, from }: SmtpSettings): MailTransport {
  const transport = nodemailer.createTransport({
    host,
    port,
    secure: isSecure,
    // A password is never sent in the clear.
    requireTLS: user !== null && !isSecure,
    ...(user !== null && password !== null ? { auth: { user, pass: password } } : {}),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async (mail) => {
      try {
        const { response } = await transport.sendMail(messageOf(mail, from))
        return { kind: 'sent', answer: response }
      } catch (error) {
        return outcomeOf(error)
      }
    },
  }
}

/** The mail as a file that mail programs open (.eml). */
export async function asEml(mail: OutgoingMail, from: string): Promise<Uint8Array> {
  const { message } = await nodemailer
    .createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
    .sendMail(messageOf(mail, from))
  return message as Buffer
}

function messageOf({ messageId, to, subject, text, attachments }: OutgoingMail, from: string) {
  return {
    messageId,
    from,
    to,
    subject,
    text,
    attachments: attachments.map(({ fileName, mediaType, bytes }) => ({
      filename: fileName,
      contentType: mediaType,
      content: Buffer.from(bytes),
    })),
  }
}

const FIRST_PERMANENT = 500

/** Answers of 5xx are final, all else may pass: a server that is down, busy or greylists. */
function outcomeOf(error: unknown): MailOutcome {
  const { responseCode, response, message } = error as { responseCode?: number; response?: string; message?: string }
  const answer = (response ?? message ?? String(error)).slice(0, 500)
  if (responseCode === undefined) return { kind: 'later', answer, isUnanswered: true }
  return { kind: responseCode >= FIRST_PERMANENT ? 'refused' : 'later', answer }
}

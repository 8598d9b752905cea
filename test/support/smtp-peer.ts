import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** How the server answers the next mail to a recipient. */
export type SmtpAnswer = { readonly code: number; readonly text: string } | 'accept'

export type SmtpPeer = {
  readonly port: number
  /** Messages that were taken, as they came over the wire. */
  readonly received: string[]
  answer: (recipient: string) => SmtpAnswer
  readonly close: () => Promise<void>
}

/** A mail server on this machine that takes or refuses as it is told. */
export async function openSmtpPeer(): Promise<SmtpPeer> {
  const peer = { received: [] as string[], answer: (_recipient: string): SmtpAnswer => 'accept' }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) => {
      const answer = peer.answer(address)
      if (answer === 'accept') return done()
      done(Object.assign(new Error(answer.text), { responseCode: answer.code }))
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        peer.received.push(Buffer.concat(chunks).toString('utf8'))
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return Object.assign(peer, { port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) })
}

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'

const WEBHOOK_SECRET = 'whsec_test'

type Fields = Readonly<Record<string, string>>

/** A server on this machine that speaks the part of Stripe's API that is used, and remembers what it was asked. */
export type StripePeer = {
  readonly port: number
  readonly webhookSecret: string
  readonly asked: { readonly path: string; readonly fields: Fields; readonly key: string | null }[]
  /** What the next charges to a card come to. `lost` charges the card, and no answer arrives, whatever is asked again. */
  charge: 'succeeded' | 'declined' | 'processing' | 'lost'
  /** Payments that were really made, by their idempotency key; the provider forgets keys after a day. */
  readonly paid: Map<string, string>
  /** The same payments, which it never forgets. */
  readonly payments: { readonly id: string; status: string; readonly amount: number; readonly metadata: Fields }[]
  /** The headers and body of a signed message. */
  readonly sign: (type: string, object: object) => { readonly body: string; readonly signature: string }
  readonly close: () => Promise<void>
}

export async function openStripePeer(): Promise<StripePeer> {
  const state: Pick<StripePeer, 'charge' | 'asked' | 'paid' | 'payments'> = {
    charge: 'succeeded',
    asked: [],
    paid: new Map(),
    payments: [],
  }
  const server = createServer((request, response) => void answer(peer, request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const peer: StripePeer = Object.assign(state, {
    port: (server.address() as AddressInfo).port,
    webhookSecret: WEBHOOK_SECRET,
    sign: (type: string, object: object) => {
      const body = JSON.stringify({ id: `evt_${Math.random()}`, object: 'event', type, data: { object } })
      const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: WEBHOOK_SECRET })
      return { body, signature }
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
  return peer
}

async function answer(peer: StripePeer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')))
  const path = request.url ?? ''
  const key = (request.headers['idempotency-key'] as string | undefined) ?? null
  peer.asked.push({ path, fields, key })
  const say = (status: number, body: object) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }
  if (path === '/v1/payment_intents') {
    return chargeCard(peer, { key: key ?? '', fields, say, hangUp: () => request.socket.destroy() })
  }
  if (path.startsWith('/v1/payment_intents?')) {
    return say(200, { object: 'list', data: peer.payments, has_more: false, url: '/v1/payment_intents' })
  }
  if (path === '/v1/customers') return say(200, { id: 'cus_1', object: 'customer' })
  if (path === '/v1/checkout/sessions') return say(200, { id: 'cs_1', url: 'https://checkout.example/cs_1' })
  if (path === '/v1/setup_intents/seti_1') return say(200, { id: 'seti_1', payment_method: 'pm_1' })
  if (path === '/v1/payment_methods/pm_1') {
    return say(200, { id: 'pm_1', card: { brand: 'visa', last4: '4242', exp_month: 4, exp_year: 2030 } })
  }
  return say(404, { error: { message: `no ${path}` } })
}

type Charging = {
  readonly key: string
  readonly fields: Fields
  readonly say: (status: number, body: object) => void
  readonly hangUp: () => void
}

function chargeCard(peer: StripePeer, { key, fields, say, hangUp }: Charging): void {
  const known = peer.paid.get(key)
  if (known !== undefined && peer.charge === 'lost') {
    hangUp()
  } else if (known !== undefined) {
    say(200, { id: known, status: 'succeeded' })
  } else if (peer.charge === 'declined') {
    const error = {
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'insufficient_funds',
      message: 'Declined.',
    }
    say(402, { error })
  } else {
    const id = `pi_${peer.payments.length + 1}`
    const status = peer.charge === 'processing' ? 'processing' : 'succeeded'
    peer.paid.set(key, id)
    peer.payments.push({
      id,
      status,
      amount: Number(fields['amount']),
      metadata: { daicho: fields['metadata[daicho]'] ?? '' },
    })
    if (peer.charge === 'lost') hangUp()
    else say(200, { id, status })
  }
}

import Stripe from 'stripe'
import { invariant } from '../../../core/base/invariant.ts'
import type { ChargeOutcome, PaymentEvent, PaymentPort, StoredCard } from './payment-port.ts'

/** Keys come from the environment; `publicUrl` is where a browser comes back to from the provider's page. */
export type StripeSettings = {
  readonly secretKey: string
  readonly webhookSecret: string
  readonly publicUrl: string
  /** Another server that speaks Stripe's API, for tests. */
  readonly server?: { readonly host: string; readonly port: number; readonly protocol: 'http' | 'https' }
}

const TIMEOUT_MS = 20_000

export function stripePort({ secretKey, webhookSecret, publicUrl, server }: StripeSettings): PaymentPort {
  const stripe = new Stripe(secretKey, { ...server, timeout: TIMEOUT_MS, maxNetworkRetries: 2, telemetry: false })
  const backTo = (account: string) => {
    const page = `${publicUrl}/accounts/${encodeURIComponent(account)}/billing/payments`
    return { success_url: `${page}?paid=1`, cancel_url: page }
  }
  return {
    payPage: async ({ id, account, amount, description, customer }) => {
      const metadata = { daicho: id, account }
      const session = await stripe.checkout.sessions.create(
        {
          mode: 'payment',
          client_reference_id: id,
          line_items: [
            { quantity: 1, price_data: { currency: 'jpy', unit_amount: amount, product_data: { name: description } } },
          ],
          metadata,
          payment_intent_data: { metadata },
          ...(customer !== null && { customer }),
          ...backTo(account),
        },
        { idempotencyKey: `page:${id}` },
      )
      return { id: session.id, url: urlOf(session) }
    },
    storePage: async ({ id, account, email }) => {
      const customer = await stripe.customers.create(
        { metadata: { account }, ...(email !== null && { email }) },
        { idempotencyKey: `customer:${id}` },
      )
      const session = await stripe.checkout.sessions.create(
        {
          mode: 'setup',
          currency: 'jpy',
          client_reference_id: id,
          customer: customer.id,
          metadata: { daicho: id, account },
          ...backTo(account),
        },
        { idempotencyKey: `page:${id}` },
      )
      return { id: session.id, url: urlOf(session) }
    },
    charge: async ({ key, charge, account, amount, description, card }) => {
      try {
        const intent = await stripe.paymentIntents.create(
          {
            amount,
            currency: 'jpy',
            customer: card.customer,
            payment_method: card.method,
            off_session: true,
            confirm: true,
            description,
            metadata: { daicho: charge, account },
          },
          { idempotencyKey: key },
        )
        return { kind: intent.status === 'succeeded' ? 'paid' : 'pending', reference: intent.id }
      } catch (error) {
        return refusalOf(error)
      }
    },
    findCharge: async ({ charge, card: { customer } }) => {
      try {
        for await (const intent of stripe.paymentIntents.list({ customer, limit: 100 })) {
          if (intent.metadata['daicho'] === charge) return outcomeOf(intent)
        }
        return null
      } catch (error) {
        return { kind: 'unknown', detail: error instanceof Error ? error.message : String(error) }
      }
    },
    readEvent: async (body, signature) => {
      const event = verified(stripe, body, signature, webhookSecret)
      return event && translate(stripe, event)
    },
  }
}

function urlOf({ url }: { readonly url: string | null }): string {
  invariant(url, 'a hosted page has an address')
  return url
}

function outcomeOf({ id, status, last_payment_error: error }: Stripe.PaymentIntent): ChargeOutcome {
  if (status === 'succeeded') return { kind: 'paid', reference: id }
  if (status === 'processing') return { kind: 'pending', reference: id }
  const code = error?.decline_code ?? error?.code ?? 'declined'
  return { kind: 'failed', code, detail: error?.message ?? `The payment is ${status}.` }
}

/** A card that is declined is an answer; a connection that broke is none. */
function refusalOf(error: unknown): ChargeOutcome {
  if (error instanceof Stripe.errors.StripeCardError) {
    return { kind: 'failed', code: error.decline_code ?? error.code ?? 'declined', detail: error.message }
  }
  if (error instanceof Stripe.errors.StripeInvalidRequestError) {
    return { kind: 'failed', code: error.code ?? 'invalid', detail: error.message }
  }
  return { kind: 'unknown', detail: error instanceof Error ? error.message : String(error) }
}

function verified(stripe: Stripe, body: string, signature: string, secret: string): Stripe.Event | null {
  try {
    return stripe.webhooks.constructEvent(body, signature, secret)
  } catch {
    return null
  }
}

async function translate(stripe: Stripe, event: Stripe.Event): Promise<PaymentEvent> {
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
      return pageDone(stripe, event.data.object)
    case 'checkout.session.expired':
      return { kind: 'pageExpired', page: event.data.object.client_reference_id ?? '' }
    case 'payment_intent.succeeded': {
      const { id, amount_received: amount, metadata } = event.data.object
      return { kind: 'charged', reference: id, amount, charge: metadata['daicho'] ?? '' }
    }
    case 'payment_intent.payment_failed': {
      const { metadata, last_payment_error: error } = event.data.object
      return { kind: 'chargeFailed', charge: metadata['daicho'] ?? '', code: error?.decline_code ?? error?.code ?? '' }
    }
    case 'charge.refunded': {
      const { payment_intent: intent, amount_refunded: refunded, amount, metadata } = event.data.object
      const payment = { charge: metadata['daicho'] ?? '', amount }
      return { kind: 'takenBack', reference: idOf(intent), reason: 'refunded', amount: refunded, payment }
    }
    case 'charge.dispute.funds_withdrawn': {
      const { payment_intent: intent, amount } = event.data.object
      return { kind: 'takenBack', reference: idOf(intent), reason: 'disputed', amount, payment: null }
    }
    default:
      return { kind: 'other' }
  }
}

async function pageDone(stripe: Stripe, session: Stripe.Checkout.Session): Promise<PaymentEvent> {
  const page = session.client_reference_id ?? ''
  if (session.mode === 'setup') return { kind: 'cardStored', page, card: await storedCard(stripe, session) }
  if (session.payment_status !== 'paid') return { kind: 'other' }
  return { kind: 'pagePaid', page, reference: idOf(session.payment_intent), amount: session.amount_total ?? 0 }
}

async function storedCard(stripe: Stripe, session: Stripe.Checkout.Session): Promise<StoredCard> {
  const setup = await stripe.setupIntents.retrieve(idOf(session.setup_intent))
  const method = await stripe.paymentMethods.retrieve(idOf(setup.payment_method))
  const { card } = method
  return {
    customer: idOf(session.customer),
    method: method.id,
    brand: card?.brand ?? '',
    last4: card?.last4 ?? '',
    expMonth: card?.exp_month ?? 0,
    expYear: card?.exp_year ?? 0,
  }
}

/** Stripe gives either an id or the thing itself. */
function idOf(reference: string | { readonly id: string } | null): string {
  return reference === null ? '' : typeof reference === 'string' ? reference : reference.id
}

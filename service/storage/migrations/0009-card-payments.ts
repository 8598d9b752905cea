import type { Migration } from './migration.ts'

/** Card payments through a provider: pages on which a card was typed there, the stored card, charges to it. No card data. */
export const cardPayments: Migration = {
  id: '0009-card-payments',
  statements: ({ int, text, strict }) => [
    `create table card_page (
      account ${text} not null references account (id),
      id ${text} not null,
      kind ${text} not null check (kind in ('pay', 'store')),
      amount ${int},
      document ${text},
      state ${text} not null check (state in ('open', 'done', 'expired')),
      reference ${text},
      person ${text},
      created_at ${text} not null,
      primary key (account, id)
    )${strict}`,
    `create unique index card_page_id on card_page (id)`,
    `create index card_page_reference on card_page (reference) where reference is not null`,
    `create table card_method (
      account ${text} primary key references account (id),
      customer ${text} not null,
      method ${text} not null,
      brand ${text} not null,
      last4 ${text} not null,
      exp_month ${int} not null,
      exp_year ${int} not null,
      stored_at ${text} not null
    )${strict}`,
    `create table card_charge (
      account ${text} not null references account (id),
      id ${text} not null,
      document ${text} not null,
      amount ${int} not null check (amount > 0),
      day ${text} not null,
      state ${text} not null check (state in ('sent', 'paid', 'failed')),
      code ${text},
      detail ${text},
      reference ${text},
      next_at ${text} not null,
      created_at ${text} not null,
      primary key (account, id),
      unique (account, document, day)
    )${strict}`,
    `create unique index card_charge_id on card_charge (id)`,
    `create index card_charge_reference on card_charge (reference) where reference is not null`,
    `create index card_charge_sent on card_charge (next_at) where state = 'sent'`,
  ],
}

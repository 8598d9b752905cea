import type { Migration } from './migration.ts'

/** What is to be sent to a customer by post or once more by mail, who asked for it, and what became of it. */
export const deliveryRequests: Migration = {
  id: '0010-delivery-requests',
  statements: ({ text, strict }) => [
    `create table delivery_request (
      account ${text} not null references account (id),
      id ${text} not null,
      document ${text},
      delivery ${text} not null check (delivery in ('mail', 'post')),
      state ${text} not null check (state in ('requested', 'done', 'declined', 'withdrawn')),
      postal_code ${text},
      address ${text},
      note ${text},
      person ${text},
      created_at ${text} not null,
      ended_on ${text},
      ended_by ${text},
      ended_at ${text},
      answer ${text},
      primary key (account, id)
    )${strict}`,
    `create unique index delivery_request_id on delivery_request (id)`,
    `create index delivery_request_open on delivery_request (created_at) where state = 'requested'`,
    `create unique index delivery_request_once on delivery_request (account, document)
      where state = 'requested' and document is not null`,
  ],
}

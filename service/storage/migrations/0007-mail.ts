import type { Migration } from './migration.ts'

/** Mail that waits to be sent, was sent, or was refused: kept, so that one can read what an account was told. */
export const mail: Migration = {
  id: '0007-mail',
  statements: ({ int, text, strict }) => [
    `create table mail (
      account ${text} not null references account (id),
      id ${text} not null,
      key ${text} not null,
      kind ${text} not null,
      recipient ${text} not null,
      subject ${text} not null,
      body ${text} not null,
      attachments ${text} not null,
      document ${text},
      state ${text} not null check (state in ('waiting', 'sending', 'sent', 'refused')),
      attempts ${int} not null,
      answer ${text},
      next_at ${text} not null,
      created_at ${text} not null,
      sent_at ${text},
      primary key (account, id),
      unique (account, key)
    )${strict}`,
    `create index mail_due on mail (state, next_at)`,
    `create index mail_document on mail (account, document) where document is not null`,
  ],
}

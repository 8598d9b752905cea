import { type Kysely, sql } from 'kysely'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { nextBaseDay, UNUSED_LIMIT, unusedState } from '../../../core/ledger/unused-balance.ts'
import { fillText } from '../../adapters/documents/document-texts.ts'
import type { Deps } from '../../deps.ts'
import type { Database } from '../../storage/database.ts'
import { MAIN_ISSUER, readIssuer } from '../billing-profile/billing-profile.repository.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { wordsOf, yen } from '../mail/mail-words.ts'
import { queueMail } from '../mail/queue-mail.ts'
import { unusedNow } from './unused-balances.queries.ts'

/**
 * Tells every operator by mail, once before each base day, that unused prepaid money reaches four fifths of the limit of
 * the law, and once that it is above it.
 */
export async function watchUnused(
  { storage, clock }: Pick<Deps, 'storage' | 'clock'>,
  today: IsoDate,
): Promise<readonly string[]> {
  const total = await unusedNow(storage.read, MAIN_ISSUER)
  const state = unusedState(total)
  if (state === 'below') return []
  const baseDay = nextBaseDay(today)
  const key = `unused:${baseDay}:${state}`
  const waiting = await operatorsNotTold(storage.read, key)
  if (waiting.length === 0) return []
  const issuer = await readIssuer(storage.read, MAIN_ISSUER)
  const sums = { issuer: issuer.name, total: yen(total), limit: yen(UNUSED_LIMIT) }
  for (const { account, person, email } of waiting) {
    await storage.transact(async (trx) => {
      await nextChange(trx, account, 'billing')
      const { words, day } = await wordsOf(trx, account)
      const { subject, subjectOver, body } = words.unusedBalance
      const values = { ...sums, baseDay: day(baseDay) }
      const mail = {
        key: `${key}:${person}`,
        kind: 'unusedBalance',
        recipient: email,
        subject: fillText(state === 'over' ? subjectOver : subject, values),
        body: fillText(body, values),
      }
      await queueMail(trx, account, mail, clock.now())
    })
  }
  return [key]
}

/** Operators who can sign in, each with the account whose outbox keeps their mail: the oldest they belong to. */
async function operatorsNotTold(db: Kysely<Database>, key: string) {
  const { rows } = await sql<{ account: string; person: string; email: string }>`
    select p.id as person, p.email, (select m.account from membership m join account a on a.id = m.account
      where m.person = p.id order by a.created_at, a.id limit 1) as account
    from operator o join person p on p.id = o.person where p.disabled_at is null`.execute(db)
  const told = await db.selectFrom('mail').select('key').where('key', 'like', `${key}:%`).execute()
  const keys = new Set(told.map((mail) => mail.key))
  return rows.filter(({ account, person }) => account !== null && !keys.has(`${key}:${person}`))
}

import { expect, it } from 'vitest'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { watchUnused } from '../../../service/modules/unused-balances/watch-unused.ts'
import { openBillingDesk, renewal } from '../../support/billing-desk.ts'
import { depositDraft, post } from '../../support/book.ts'
import { describeOnEachDatabase, type OpenDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'

type Report = { sum: { amount: string }; items: { account: { name: string }; balance: { amount: string } }[] }

/** Two accounts of one issuer, in November 2026. */
async function openTwo(open: OpenDatabase) {
  const desk = await openBillingDesk(open)
  const other = (await desk.call<{ id: string }>('POST', '/api/operator/accounts', { name: '港商会' })).body.id
  const bookOther = (draft: Parameters<typeof desk.book>[0]) => post(desk.storage, other, draft, desk.deps.clock.now())
  const report = async (query = '') => (await desk.call<Report>('GET', `/api/operator/unused-balances${query}`)).body
  return { ...desk, other, bookOther, report }
}

describeOnEachDatabase('unused balances', (open) => {
  it('are the balances above zero at the end of a day; what one account owes reduces no other’s', async () => {
    const desk = await openTwo(open)
    await desk.book(depositDraft(9_000_000))
    await desk.bookOther(renewal(5_000))
    desk.moveTo('2026-11-20T10:00:00+09:00')
    await desk.bookOther(depositDraft(25_000))
    expect(await desk.report()).toMatchObject({
      day: '2026-11-20',
      sum: { amount: '9020000' },
      total: 2,
      state: 'near',
      nextBaseDay: '2027-03-31',
      items: [{ account: { name: 'みずほし商事' } }, { account: { name: '港商会' }, balance: { amount: '20000' } }],
    })
    expect(await desk.report('?day=2026-11-10')).toMatchObject({ sum: { amount: '9000000' }, total: 1 })
    expect(await desk.report('?day=2026-11-09')).toMatchObject({ sum: { amount: '0' }, total: 0, items: [] })
    expect(await desk.report('?limit=1&offset=1')).toMatchObject({ items: [{ account: { id: desk.other } }] })
  })

  it('say on base days what is to be secured and reported, and go out as CSV', async () => {
    const desk = await openTwo(open)
    await desk.book(depositDraft(12_000_001))
    desk.moveTo('2027-04-05T10:00:00+09:00')
    expect(await desk.report('?day=2027-03-31')).toMatchObject({
      state: 'over',
      security: { amount: '6000001' },
      reportBy: '2027-05-31',
      baseDays: [{ day: '2027-03-31', state: 'over' }, { day: '2026-09-30', state: 'below' }, {}, {}],
    })
    const csv = await desk.call<string>('GET', '/api/operator/unused-balances.csv?day=2027-03-31&language=en')
    expect(csv.body.replace('\ufeff', '').split('\r\n').slice(0, 2)).toEqual([
      'Day,Account ID,Account,Unused balance',
      `2027-03-31,${desk.account},みずほし商事,12000001`,
    ])
  })

  it('are told to operators at four fifths of the limit and above it, once before each base day', async () => {
    const desk = await openTwo(open)
    const told = () => desk.storage.read.selectFrom('mail').select(['recipient', 'subject']).execute()
    const watch = (day: string) => watchUnused(desk.deps, day as IsoDate)
    await desk.book(depositDraft(7_999_999))
    expect(await watch('2026-11-10')).toEqual([])
    await desk.book(depositDraft(1))
    expect(await watch('2026-11-10')).toEqual(['unused:2027-03-31:near'])
    expect(await watch('2026-11-11')).toEqual([])
    await desk.book(depositDraft(2_000_001))
    expect(await watch('2026-11-12')).toEqual(['unused:2027-03-31:over'])
    expect(await watch('2027-04-01')).toEqual(['unused:2027-09-30:over'])
    expect((await told()).map(({ recipient }) => recipient)).toEqual(Array(3).fill('sato@example.co.jp'))
  })

  it('are only for operators', async () => {
    const desk = await openTwo(open)
    const owner = await addMember(desk, 'owner')
    expect((await owner.get('/../../operator/unused-balances')).status).toBe(403)
  })
})

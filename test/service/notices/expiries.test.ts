import { expect, it } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { openPortfolio } from '../../support/portfolio.ts'

type List = { items: { name: string; expiresOn: string }[]; total: number }

describeOnEachDatabase('the names that expire soon', (open) => {
  it('are the held ones from today to the last day asked for, soonest first', async () => {
    const api = await openPortfolio(open)
    await api.add('yesterday.com', -6)
    await api.add('today.com', -5)
    await api.add('day-90.com', 85, { department: 'Sales' })
    await api.add('day-91.com', 86)
    await api.add('gone.com', 10, { holding: 'relinquished' })
    await api.add('no-date.com', null)
    const names = async (query: string) => (await api.get<List>(`/expiries${query}`)).body.items.map(({ name }) => name)
    expect(await names('')).toEqual(['today.com', 'day-90.com'])
    expect(await names('?within=91')).toEqual(['today.com', 'day-90.com', 'day-91.com'])
    expect(await names('?within=0')).toEqual(['today.com'])
    expect(await names('?sort=-expiresOn&limit=1')).toEqual(['day-90.com'])
    expect(await names('?holding=relinquished')).toEqual([])
    expect(await names('?holding=-held')).toEqual([])
    expect(await names('?holding=held&holding=relinquished')).toEqual(['today.com', 'day-90.com'])
    expect((await api.get('/expiries?holding=gone')).status).toBe(400)
    const reader = await addMember(api, 'departmentReviewer', { departments: ['Sales'] })
    expect((await reader.get<List>('/expiries')).body).toMatchObject({ total: 1, items: [{ name: 'day-90.com' }] })
    for (const within of ['-1', '3651', '', '1e2', '0x10', ' 5', '1.0']) {
      expect((await api.get(`/expiries?within=${within}`)).status, within).toBe(400)
    }
  })

  it('lie within the days that are asked for as in any list of names, too', async () => {
    const api = await openPortfolio(open)
    await api.add('soon.com', 5)
    await api.add('later.com', 60)
    const [soon, later] = (await api.get<List>('/expiries')).body.items.map(({ expiresOn }) => expiresOn)
    const names = async (query: string) =>
      (await api.get<List>(`/expiries?${query}`)).body.items.map(({ name }) => name)
    expect(await names(`expiresFrom=${later}`)).toEqual(['later.com'])
    expect(await names(`expiresTo=${soon}`)).toEqual(['soon.com'])
    expect(await names('expiresFrom=2020-01-01&expiresTo=2099-12-31&within=30')).toEqual(['soon.com'])
  })
})

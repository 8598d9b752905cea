import { expect, it } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openTestApi, type TestApi } from '../../support/test-api.ts'

const NAMES = [
  { name: 'b.jp', registryExpiresOn: '2027-01-31', department: '広報部', tags: ['本番'] },
  { name: 'a.com', registryExpiresOn: '2026-12-31', department: '広報部' },
  { name: '日本語.jp', registryExpiresOn: '2027-06-30', tags: ['本番', 'ブランド'], note: '=1+1' },
  { name: 'none.jp' },
]
type Page = { items: { name: string; unicodeName: string }[]; total: number; nextCursor: string | null }

async function withNames(api: TestApi): Promise<void> {
  for (const name of NAMES) expect((await api.post('/domains', name)).status).toBe(201)
}

describeOnEachDatabase('the list of names', (open) => {
  it('filters, sorts with the unknown last in both directions, and pages by cursor', async () => {
    const api = await openTestApi(await open())
    await withNames(api)
    const names = async (query: string) =>
      (await api.get<Page>(`/domains${query}`)).body.items.map((i) => i.unicodeName)
    expect(await names('?sort=expiresOn')).toEqual(['a.com', 'b.jp', '日本語.jp', 'none.jp'])
    expect(await names('?sort=-expiresOn')).toEqual(['日本語.jp', 'b.jp', 'a.com', 'none.jp'])
    expect(await names('?suffix=jp&sort=expiresOn')).toEqual(['b.jp', '日本語.jp', 'none.jp'])
    expect(await names('?suffix=-jp')).toEqual(['a.com'])
    expect(await names(`?search=${encodeURIComponent('本語')}`)).toEqual(['日本語.jp'])
    expect(await names(`?tag=${encodeURIComponent('本番')}&tag=x&sort=-name`)).toEqual(['日本語.jp', 'b.jp'])
    const first = await api.get<Page>('/domains?sort=expiresOn&limit=3')
    expect(first.body.total).toBe(4)
    const rest = await api.get<Page>(`/domains?sort=expiresOn&limit=3&cursor=${first.body.nextCursor}`)
    expect(rest.body).toMatchObject({ items: [{ name: 'none.jp' }], nextCursor: null })
    const other = await api.get(`/domains?sort=name&cursor=${first.body.nextCursor}`)
    expect(other).toMatchObject({ status: 400, body: { code: 'bad_cursor' } })
  })

  it('counts anew whatever was changed since it was counted', async () => {
    const api = await openTestApi(await open())
    await withNames(api)
    const total = async (query: string) => (await api.get<Page>(`/domains${query}`)).body.total
    const queries = [
      '?department=広報部',
      '?tag=',
      '?lock=unknown',
      '?search=s',
      '?expiresTo=2027-03-01',
      '?timeline=unknown',
    ]
    const totals = async () => Promise.all(queries.map((query) => total(encodeURI(query))))
    expect(await totals()).toEqual([2, 2, 4, 0, 2, 1])
    expect(await totals()).toEqual([2, 2, 4, 0, 2, 1])
    const changed = { department: null, tags: ['本番'], registryExpiresOn: '2028-12-31' }
    expect((await api.patch('/domains/a.com', changed)).status).toBe(200)
    expect(await totals()).toEqual([1, 1, 4, 0, 1, 1])
    await api.post('/domains', { name: 'sea.jp', department: '広報部' })
    expect(await totals()).toEqual([2, 2, 5, 1, 1, 2])
    await api.post('/domains/a.com/archive')
    expect(await totals()).toEqual([2, 2, 4, 1, 1, 2])
  })

  it('refuses filters and sorts that are none, and says what there is', async () => {
    const api = await openTestApi(await open())
    expect(await api.get('/domains?mode=maybe')).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/mode' }] },
    })
    expect((await api.get<{ detail: string }>('/domains?sort=colour')).body.detail).toMatch(/expiresOn/)
    expect((await api.get('/domains?expiresFrom=soon')).status).toBe(400)
  })

  it('shows what expires within some days, held names only', async () => {
    const api = await openTestApi(await open())
    await withNames(api)
    await api.post('/domains/a.com/archive')
    const { body } = await api.get<Page>('/expiries?within=90')
    expect(body.items.map((item) => item.name)).toEqual(['b.jp'])
  })

  it('counts how names spread over the fields', async () => {
    const api = await openTestApi(await open())
    await withNames(api)
    const { body } = await api.get<{ total: number; facets: Record<string, unknown> }>('/domain-facets')
    expect(body.total).toBe(4)
    expect(body.facets).toMatchObject({
      suffix: [
        { value: 'jp', count: 3 },
        { value: 'com', count: 1 },
      ],
      department: [
        { value: '', count: 2 },
        { value: '広報部', count: 2 },
      ],
      tag: [
        { value: '本番', count: 2 },
        { value: 'ブランド', count: 1 },
      ],
      mode: [{ value: 'renew', count: 4 }],
    })
  })

  it('is exported as CSV and XLSX with the same filters, and refuses unknown columns', async () => {
    const api = await openTestApi(await open())
    await withNames(api)
    const csv = await api.get<string>('/domains.csv?suffix=jp&columns=name,expiresOn&sort=name')
    expect(csv.headers.get('content-type')).toMatch(/text\/csv/)
    expect(String(csv.body).replace('\ufeff', '').trim().split('\r\n')).toEqual([
      'name,expiresOn',
      'b.jp,2027-01-31',
      'none.jp,',
      'xn--wgv71a119e.jp,2027-06-30',
    ])
    expect((await api.get('/domains.xlsx')).status).toBe(200)
    expect((await api.get('/domains.csv?columns=secret')).status).toBe(422)
  })
})

import { expect, it } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openTestApi, type TestApi } from '../../support/test-api.ts'

type Tld = { suffix: string; unicodeSuffix: string; basis: string; source: string | null; names: number }
type Page = { items: Tld[]; nextCursor: string | null; total: number }

async function readAll(api: TestApi): Promise<readonly Tld[]> {
  const items: Tld[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body }: { body: Page } = await api.get<Page>(`/tlds?limit=1000${cursor && `&cursor=${cursor}`}`)
    items.push(...body.items)
    cursor = body.nextCursor
  }
  return items
}

describeOnEachDatabase('the catalogue of suffixes', (open) => {
  it('knows every ICANN suffix, and says which have a row of their own with its source', async () => {
    const api = await openTestApi(await open())
    expect((await api.get('/tlds?limit=1001')).status).toBe(400)
    const items = await readAll(api)
    expect(items.length).toBeGreaterThan(6000)
    expect((await api.get<Page>('/tlds?limit=1')).body.total).toBe(items.length)
    const of = (suffix: string) => items.find((item) => item.suffix === suffix)
    expect(of('co.jp')).toMatchObject({ basis: 'suffix', source: expect.any(String) })
    expect(of('pizza')).toMatchObject({ basis: 'family', family: 'gtld' })
    expect(of('github.io')).toBeUndefined()
  })

  it('finds a suffix in either spelling, with or without the dot', async () => {
    const api = await openTestApi(await open())
    const find = async (search: string) =>
      (await api.get<Page>(`/tlds?search=${encodeURIComponent(search)}`)).body.items.map((item) => item.suffix)
    expect(await find('.co.jp')).toContain('co.jp')
    expect(await find('みんな')).toEqual(['xn--q9jyb4c'])
    expect(await find('xn--q9jyb4c')).toEqual(['xn--q9jyb4c'])
    expect(await find('nosuchsuffix')).toEqual([])
  })

  it('begins with what is known where no names are held, and ends with what stands for any label', async () => {
    const api = await openTestApi(await open())
    const items = await readAll(api)
    const firstOf = (test: (tld: Tld) => boolean) => items.findIndex(test)
    expect(items[0]).toMatchObject({ basis: 'suffix', source: expect.any(String) })
    expect(firstOf(({ basis }) => basis === 'family')).toBeLessThan(firstOf(({ source }) => source === null))
    expect(items.slice(firstOf(({ suffix }) => suffix.startsWith('*'))).every((tld) => tld.suffix[0] === '*')).toBe(
      true,
    )
  })

  it('counts the names held, most first, and pages', async () => {
    const api = await openTestApi(await open())
    for (const name of ['a.shop', 'b.shop', 'c.tokyo']) expect((await api.post('/domains', { name })).status).toBe(201)
    const held = await api.get<Page>('/tlds?held=true&limit=1')
    expect(held.body).toMatchObject({ total: 2, items: [{ suffix: 'shop', names: 2 }] })
    const rest = await api.get<Page>(`/tlds?held=true&limit=1&cursor=${held.body.nextCursor}`)
    expect(rest.body).toMatchObject({ items: [{ suffix: 'tokyo', names: 1 }], nextCursor: null })
  })
})

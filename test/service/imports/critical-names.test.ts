import { expect, it } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { apply, counts, type Import, names, rowsOf, upload } from '../../support/imports.ts'
import { addMember } from '../../support/members.ts'
import { openTestApi } from '../../support/test-api.ts'

describeOnEachDatabase('imports of critical names', (open) => {
  it('let no critical name leave the portfolio, also one that was marked after the check', async () => {
    const api = await openTestApi(await open())
    await apply(api, (await upload(api, 'domain\na.com\nb.com\nc.com\n')).id)
    await api.patch('/domains/a.com', { critical: true })
    const file = await upload(api, 'domain,holding\na.com,lapsed\nb.com,archived\nc.com,transferredOut\n')
    expect((await rowsOf(api, file.id)).items.map((row) => [row.name, row.verdict, row.code])).toEqual([
      ['a.com', 'refused', 'critical_needs_confirmation'],
      ['b.com', 'changed', null],
      ['c.com', 'changed', null],
    ])
    await api.patch('/domains/b.com', { critical: true })
    const failures = [{ name: 'b.com', code: 'critical_needs_confirmation' }]
    expect(await apply(api, file.id)).toMatchObject({ done: 1, failures })
    const holdings = (await names(api, 'a.com', 'b.com', 'c.com')).map(({ holding }) => holding)
    expect(holdings).toEqual(['held', 'held', 'transferredOut'])
  })

  it('leave critical names in the connection that orders their renewal', async () => {
    const api = await openTestApi(await open())
    const ours = { name: 'Ours', registrar: 'Ours', gateway: 'manual' }
    const { body: connection } = await api.post<{ id: string }>('/connections', ours)
    for (const name of ['a.com', 'b.com']) await api.post('/domains', { name, connection: connection.id })
    await api.patch('/domains/a.com', { critical: true })
    const file = await upload(api, 'domain,registrar\na.com,Other\nb.com,Other\n')
    expect((await rowsOf(api, file.id)).items.map((row) => [row.name, row.verdict, row.code])).toEqual([
      ['a.com', 'refused', 'critical_needs_confirmation'],
      ['b.com', 'changed', null],
    ])
  })

  it('mark new names critical where the file says so and the person may; a name that is held keeps its own mark', async () => {
    const api = await openTestApi(await open())
    const csc = (rows: string) => `qualifiedDomainName,registryExpiryDate,criticalDomain,businessUnit\n${rows}`
    const file = await upload(
      api,
      csc('a.com,22-Apr-2027 UTC,true,IT\nb.com,22-Apr-2027 UTC,false,IT\nc.com,,perhaps,IT\n'),
    )
    expect(file).toMatchObject({ format: 'csc', counts: counts({ new: 3 }) })
    const shown = (await rowsOf(api, file.id)).items
    expect(shown.map(({ changes }) => changes.some(({ field }) => field === 'critical'))).toEqual([true, false, false])
    expect(shown[2]).toMatchObject({ code: 'cells_left_out' })
    await apply(api, file.id)
    type Name = { critical: boolean; renewal: { mode: string; scope: string; setBy: unknown } }
    const critical = async (name: string) => (await api.get<Name>(`/domains/${name}`)).body
    await api.put('/renewal-rules/account', { mode: 'expire' })
    expect(await critical('a.com')).toMatchObject({ critical: true, renewal: { mode: 'renew', scope: 'critical' } })
    expect(await critical('b.com')).toMatchObject({ critical: false, renewal: { mode: 'expire' } })

    const again = await upload(api, csc('a.com,22-Apr-2027 UTC,false,IT\nb.com,22-Apr-2027 UTC,true,IT\n'))
    expect(again.counts).toEqual(counts({ same: 2 }))

    const manager = await addMember(api, 'domainManager')
    const theirs = (await manager.post<Import>('/imports', csc('d.com,22-Apr-2027 UTC,true,IT\n'))).body
    await manager.post(`/imports/${theirs.id}/apply`)
    await api.settleJobs()
    expect(await critical('d.com')).toMatchObject({ critical: false })
  })
})

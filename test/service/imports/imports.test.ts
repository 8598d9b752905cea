import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { apply, counts, type Import, names, rowsOf, upload } from '../../support/imports.ts'
import { openTestApi } from '../../support/test-api.ts'

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/imports/${name}`, import.meta.url))

describeOnEachDatabase('imports', (open) => {
  it('check a known export, apply it, and find nothing to do the second time', async () => {
    const api = await openTestApi(await open())
    const first = await upload(api, fixture('godaddy-new.csv'), '?asOf=2026-11-20')
    expect(first).toMatchObject({
      state: 'ready',
      format: 'godaddy',
      encoding: 'utf-8',
      asOf: '2026-11-20',
      questions: [],
    })
    expect(first.counts).toEqual(counts({ new: 2 }))
    expect(await apply(api, first.id)).toMatchObject({ state: 'done', done: 2, skipped: 0 })
    const [foods] = await names(api, 'hoshizora-foods.com')
    expect(foods).toMatchObject({
      registryExpiresOn: '2027-01-26',
      registrarAutoRenew: 'on',
      price: { minor: 1899, currency: 'USD' },
      tags: ['Brand Sites', 'Food'],
      provenance: { registryExpiresOn: { source: 'import', asOf: '2026-11-20' } },
      rule: null,
    })
    const connections = await api.get<{ items: { name: string; gateway: string; names: number }[] }>('/connections')
    expect(connections.body.items).toMatchObject([{ name: 'GoDaddy', registrar: 'GoDaddy', gateway: 'none', names: 2 }])
    const again = await upload(api, fixture('godaddy-new.csv'), '?asOf=2026-11-20')
    expect(again.counts).toEqual(counts({ same: 2 }))
    expect(await apply(api, again.id)).toMatchObject({ state: 'done', done: 0, skipped: 0 })
    expect((await api.get<Import>(`/imports/${again.id}`)).body.state).toBe('applied')
  })

  it('show each row, what changes field by field, and why a row is refused', async () => {
    const api = await openTestApi(await open())
    await apply(
      api,
      (await upload(api, 'domain,expires,department\na.com,2027-01-31,IT\nb.com,2027-02-28,IT\nc.com,2027-03-31,IT\n'))
        .id,
    )
    const file = await upload(
      api,
      'domain,expires,department\na.com,2028-01-31,Legal\nb.com,2027-02-28,IT\nc.com,2026-03-31,IT\nd.com,2027-04-30,\nwww.e.com,,\nf.com,2027-02-30,\n',
    )
    expect(file.counts).toEqual(counts({ new: 1, changed: 1, same: 1, conflict: 1, refused: 2 }))
    const all = await rowsOf(api, file.id)
    expect(all.total).toBe(6)
    expect(all.items).toEqual([
      {
        row: 2,
        name: 'a.com',
        verdict: 'changed',
        code: null,
        detail: null,
        changes: [
          { field: 'registryExpiresOn', before: '2027-01-31', after: '2028-01-31' },
          { field: 'department', before: 'IT', after: 'Legal' },
        ],
      },
      { row: 3, name: 'b.com', verdict: 'same', code: null, detail: null, changes: [] },
      {
        row: 4,
        name: 'c.com',
        verdict: 'conflict',
        code: 'date_backwards',
        detail: null,
        changes: [{ field: 'registryExpiresOn', before: '2027-03-31', after: '2026-03-31' }],
      },
      {
        row: 5,
        name: 'd.com',
        verdict: 'new',
        code: null,
        detail: null,
        changes: [{ field: 'registryExpiresOn', before: null, after: '2027-04-30' }],
      },
      { row: 6, name: null, verdict: 'refused', code: 'sub_domain', detail: 'www.e.com → e.com', changes: [] },
      {
        row: 7,
        name: null,
        verdict: 'refused',
        code: 'impossible_date',
        detail: 'registryExpiresOn: 2027-02-30',
        changes: [],
      },
    ])
    const page = await rowsOf(api, file.id, '?verdict=refused&limit=1')
    expect([page.total, page.items.map((row) => row.row)]).toEqual([2, [6]])
    const next = await rowsOf(api, file.id, `?verdict=refused&limit=1&cursor=${page.nextCursor}`)
    expect([next.items.map((row) => row.row), next.nextCursor]).toEqual([[7], null])
    expect((await api.get(`/imports/${file.id}/rows?cursor=${page.nextCursor}`)).status).toBe(400)
    await apply(api, file.id)
    expect((await names(api, 'a.com', 'c.com', 'd.com')).map((one) => one.registryExpiresOn)).toEqual([
      '2028-01-31',
      '2027-03-31',
      '2027-04-30',
    ])
  })

  it('say that they are applied already when they are applied or mapped again', async () => {
    const api = await openTestApi(await open())
    const file = await upload(api, 'domain,expires\na.com,2027-01-31\n')
    await apply(api, file.id)
    const { job } = (await api.get<{ job: { id: string } }>(`/imports/${file.id}`)).body
    const refusal = { status: 409, body: { code: 'already_applied', args: { job: job.id } } }
    expect(await api.post(`/imports/${file.id}/apply`)).toMatchObject(refusal)
    expect(await api.put(`/imports/${file.id}/mapping`, { mapping: {} })).toMatchObject(refusal)
  })

  it('take a date that moves backwards only when that is asked for', async () => {
    const api = await openTestApi(await open())
    await apply(api, (await upload(api, 'domain,expires\na.com,2027-01-31\n')).id)
    const file = await upload(api, 'domain,expires\na.com,2026-12-31\n')
    expect(file.counts).toEqual(counts({ conflict: 1 }))
    expect(await apply(api, file.id, { conflicts: 'take' })).toMatchObject({ state: 'done', done: 1 })
    expect((await names(api, 'a.com'))[0]?.registryExpiresOn).toBe('2026-12-31')
  })

  it('ask what the file leaves open, and go on with the answer', async () => {
    const api = await openTestApi(await open())
    const file = await upload(api, 'domain,expires\na.com,03/04/2027\nb.com,05/06/2027\n')
    expect(file).toMatchObject({ state: 'questions', counts: counts({}) })
    expect(file.questions).toMatchObject([{ id: 'dateOrder:1', options: ['dayFirst', 'monthFirst'] }])
    expect((await api.post(`/imports/${file.id}/apply`)).status).toBe(409)
    const put = (body: unknown) => api.put<Import>(`/imports/${file.id}/mapping`, body)
    expect((await put({ answers: { 'dateOrder:1': 'backwards' } })).status).toBe(422)
    const answered = await put({ answers: { 'dateOrder:1': 'dayFirst' } })
    expect(answered).toMatchObject({ status: 200, body: { state: 'ready', questions: [], counts: counts({ new: 2 }) } })
    await apply(api, file.id)
    expect((await names(api, 'a.com', 'b.com')).map((one) => one.registryExpiresOn)).toEqual([
      '2027-04-03',
      '2027-06-05',
    ])
  })

  it('map unknown columns by hand, keep the mapping, and use it for the next file of these headers', async () => {
    const api = await openTestApi(await open())
    const rows = 'Asset,Bis,Wer\na.com,2027-01-31,IT\n'
    const file = await upload(api, rows)
    expect(file).toMatchObject({
      state: 'questions',
      format: 'unknown',
      mapping: { name: 0, registryExpiresOn: 1, department: null },
    })
    const put = await api.put<Import>(`/imports/${file.id}/mapping`, {
      mapping: { name: 0, registryExpiresOn: 1, department: 2 },
      saveAs: 'Bestand',
    })
    expect(put.body).toMatchObject({ state: 'ready', counts: counts({ new: 1 }) })
    expect((await api.get('/import-profiles')).body).toEqual({
      items: [{ name: 'Bestand', headers: ['Asset', 'Bis', 'Wer'] }],
    })
    expect(await upload(api, rows)).toMatchObject({ state: 'ready', mapping: { department: 2 } })
    const moved = await upload(api, 'Wer,Asset,Bis\nIT,b.com,2027-02-28\n', '?profile=Bestand')
    expect(moved).toMatchObject({ state: 'ready', mapping: { name: 1, registryExpiresOn: 2, department: 0 } })
    expect((await api.post('/imports?profile=nothing', rows)).status).toBe(422)
    expect((await api.put(`/imports/${moved.id}/mapping`, { mapping: { name: 17 } })).status).toBe(422)
    expect((await api.put(`/imports/${moved.id}/mapping`, { mapping: { password: 0 } })).status).toBe(422)
  })

  it('never store what a secret column holds', async () => {
    const database = await open()
    const api = await openTestApi(database)
    const file = await upload(api, fixture('domainmod.csv'))
    expect(file).toMatchObject({ format: 'domainmod', counts: counts({ new: 2 }) })
    expect(file.columns.filter((column) => column.isSecret).map((column) => column.samples)).toEqual([[], [], []])
    await apply(api, file.id)
    const { read } = database.storage
    const chunks = await read.selectFrom('import_chunk').select('bytes').execute()
    const { unpackRows } = await import('../../../service/modules/imports/row-chunks.ts')
    const stored = [
      ...chunks.map(({ bytes }) => unpackRows(bytes)),
      await read.selectFrom('import_file').selectAll().execute(),
      await read.selectFrom('import_row').selectAll().execute(),
      await read.selectFrom('domain').selectAll().execute(),
      await read.selectFrom('job_item').selectAll().execute(),
    ]
    expect(JSON.stringify(stored)).toContain('hoshizora.one')
    expect(JSON.stringify(stored)).not.toMatch(/hunter2|swordfish|9sdfsljdfas8|salkjasd38/)
    const refused = await upload(api, 'domain,password\nwww.a.com,hunter2-secret\n')
    expect((await api.get(`/imports/${refused.id}/refused.csv`)).body).not.toContain('hunter2')
  })

  it('give each row one verdict, in whatever batch it is read', async () => {
    const api = await openTestApi(await open())
    const many = Array.from({ length: 600 }, (_, n) => `n${n}.com,2027-01-31`)
    const rows = ['a.com,2027-01-31', 'a.com,2027-01-31', 'b.com,2027-01-31', 'b.com,2027-01-31', ...many]
    const file = await upload(api, ['domain,expires', ...rows, 'a.com,2027-01-31', 'b.com,2028-01-31', ''].join('\n'))
    expect(file.counts).toEqual(counts({ new: 601, same: 2, conflict: 3 }))
    expect((await rowsOf(api, file.id, '?verdict=same')).items.map((row) => [row.row, row.code])).toEqual([
      [3, 'row_repeated'],
      [606, 'row_repeated'],
    ])
    await apply(api, file.id)
    expect(await names(api, 'a.com')).toHaveLength(1)
  })

  it('count a repeated row as the same and leave rows alone that contradict one another', async () => {
    const api = await openTestApi(await open())
    const same = await upload(api, 'domain,expires\na.com,2027-01-31\nA.COM.,2027/01/31\nb.com,2027-01-31\n')
    expect(same.counts).toEqual(counts({ new: 2, same: 1 }))
    const differ = await upload(
      api,
      'domain,expires\nc.com,2027-01-31\nd.com,2027-01-31\nc.com,2028-01-31\nc.com,2027-01-31\n',
    )
    expect(differ.counts).toEqual(counts({ new: 1, conflict: 3 }))
    expect((await rowsOf(api, differ.id, '?verdict=conflict')).items.map((row) => [row.row, row.code])).toEqual([
      [2, 'rows_differ'],
      [4, 'rows_differ'],
      [5, 'rows_differ'],
    ])
    await apply(api, differ.id, { conflicts: 'take' })
    expect(await names(api, 'c.com')).toEqual([])
  })

  it('give the refused rows back, to be corrected and imported again', async () => {
    const api = await openTestApi(await open())
    const file = await upload(
      api,
      'domain,expires,note\nwww.a.com,2027-01-31,=1+1\nb.com,31.02.2027,"x, y"\nc.com,2027-01-31,\n',
    )
    const { body, headers } = await api.get<string>(`/imports/${file.id}/refused.csv`)
    expect(headers.get('content-type')).toContain('text/csv')
    expect(body).toBe(
      'row,reason,detail,domain,expires,note\r\n' +
        "2,sub_domain,www.a.com → a.com,www.a.com,2027-01-31,'=1+1\r\n" +
        '3,impossible_date,registryExpiresOn: 31.02.2027,b.com,31.02.2027,"x, y"\r\n',
    )
    const corrected = body.replace('www.a.com,2027', 'a.com,2027').replace(',31.02.2027,"', ',28.02.2027,"')
    const again = await upload(api, corrected)
    expect([again.format, again.counts]).toEqual(['generic', counts({ new: 2 })])
    await apply(api, again.id)
    expect((await names(api, 'a.com'))[0]?.note).toBe('=1+1')
  })

  it('refuse files that cannot be read with reason and line, and keep nothing of them', async () => {
    const database = await open()
    const api = await openTestApi(database)
    const long = `domain,expires\n${Array.from({ length: 5000 }, (_, i) => `n${i}.com,2027-01-31\n`).join('')}`
    const damaged: readonly (readonly [string | Uint8Array, number, string, number | undefined])[] = [
      [new Uint8Array(0), 422, 'empty_file', undefined],
      [`${long}x.com,"open\n`, 422, 'unclosed_quote', 5002],
      [
        Buffer.concat([Buffer.from(`${long}日本語.jp,\n`), Buffer.from([0x93, 0xfa, 0x0a])]),
        422,
        'mixed_encodings',
        5003,
      ],
      ['domain\na.com\n\0\n', 422, 'nul_bytes', 3],
    ]
    for (const [file, status, reason, line] of damaged) {
      const answer = await api.post<{ code: string; args: { reason: string; line?: number } }>('/imports', file)
      expect([answer.status, answer.body.code, answer.body.args]).toEqual([
        status,
        'unreadable_file',
        line === undefined ? { reason } : { reason, line },
      ])
    }
    const left = await database.storage.read.selectFrom('import_chunk').select('first_row').execute()
    expect([left, (await api.get<{ total: number }>('/imports')).body.total]).toEqual([[], 0])
  })

  it('put names where the file says, and leave them where they are when it says nothing', async () => {
    const api = await openTestApi(await open())
    const made = await api.post<{ id: string }>('/connections', {
      name: 'Tokyo office',
      registrar: 'GoDaddy',
      gateway: 'none',
    })
    await apply(api, (await upload(api, fixture('godaddy-new.csv'))).id)
    const connectionOf = async (name: string) => (await names(api, name))[0]?.connection
    expect(await connectionOf('hoshizora-foods.com')).toBe(made.body.id)
    await apply(api, (await upload(api, 'domain,note\nhoshizora-foods.com,x\nlist.com,y\n')).id)
    expect(await connectionOf('hoshizora-foods.com')).toBe(made.body.id)
    const moved = await upload(api, 'domain,registrar\nhoshizora-foods.com,Gandi\nother.com,gandi\n')
    expect((await rowsOf(api, moved.id)).items[0]?.changes).toEqual([
      { field: 'connection', before: 'Tokyo office', after: 'Gandi' },
    ])
    await apply(api, moved.id)
    const list = (await api.get<{ items: { name: string; names: number }[] }>('/connections')).body.items
    expect(list.map(({ name, names: held }) => [name, held])).toEqual([
      ['Gandi', 2],
      ['Tokyo office', 1],
      ['Unassigned', 1],
    ])
  })

  it('keep names without a registrar in a connection that has none, and know it again in an exported list', async () => {
    const api = await openTestApi(await open())
    await apply(api, (await upload(api, 'domain\nlist.com\n')).id)
    type Connections = { items: { id: string; name: string; registrar: string; names: number }[] }
    const connections = async () => (await api.get<Connections>('/connections')).body.items
    expect(await connections()).toMatchObject([{ name: 'Unassigned', registrar: '', names: 1 }])
    for (const [language, names] of [
      ['ja', 1],
      ['en', 2],
    ] as const) {
      const list = (await api.get<string>(`/domains.csv?language=${language}`)).body
      expect(list).toContain(language === 'ja' ? ',未割り当て,' : ',Unassigned,')
      expect((await upload(api, list)).counts).toEqual(counts({ same: names }))
      await apply(api, (await upload(api, list.replaceAll('list.com', `${language}.com`))).id)
    }
    expect(await connections()).toMatchObject([{ name: 'Unassigned', registrar: '', names: 3 }])
    const assigned = await api.patch(`/connections/${(await connections())[0]?.id}`, { name: 'A', registrar: 'R' })
    expect(assigned).toMatchObject({ status: 200, body: { name: 'A', registrar: 'R', names: 3 } })
    await apply(api, (await upload(api, 'domain\nother.com\n')).id)
    expect((await connections()).map(({ name, names: held }) => [name, held])).toEqual([
      ['A', 3],
      ['Unassigned', 1],
    ])
  })

  it('ask which of several connections of the registrar is meant', async () => {
    const api = await openTestApi(await open())
    for (const name of ['Tokyo', 'Osaka'])
      await api.post('/connections', { name, registrar: 'GoDaddy', gateway: 'none' })
    const file = await upload(api, fixture('godaddy-old.csv'))
    const [question] = file.questions
    expect(question).toMatchObject({ id: 'connection', kind: 'connection' })
    const [, second] = question?.options ?? []
    const put = await api.put<Import>(`/imports/${file.id}/mapping`, { answers: { connection: second } })
    expect(put.body).toMatchObject({ state: 'ready', connection: second, counts: counts({ new: 2 }) })
    const chosen = await upload(api, fixture('godaddy-old.csv'), `?connection=${second}`)
    expect(chosen.state).toBe('ready')
    expect((await api.post('/imports?connection=none', 'a.com')).status).toBe(422)
  })

  it('do not let a file know the future, nor an old one undo what is known since', async () => {
    const api = await openTestApi(await open())
    expect((await api.post('/imports?asOf=2026-11-24', 'a.com')).status).toBe(422)
    await apply(api, (await upload(api, 'domain,auto renew\na.com,on\n', '?asOf=2026-11-20')).id)
    expect((await upload(api, 'domain,auto renew\na.com,off\n', '?asOf=2026-10-01')).counts).toEqual(
      counts({ same: 1 }),
    )
    await apply(api, (await upload(api, 'domain,auto renew\na.com,on\n', '?asOf=2026-11-22')).id)
    expect((await upload(api, 'domain,auto renew\na.com,off\n', '?asOf=2026-11-21')).counts).toEqual(
      counts({ same: 1 }),
    )
    expect((await upload(api, 'domain,auto renew\na.com,off\n')).counts).toEqual(counts({ changed: 1 }))
  })

  it('write what a batch did into the audit trail and the history of each name', async () => {
    const database = await open()
    const api = await openTestApi(database)
    await apply(api, (await upload(api, 'domain,department\na.com,IT\n')).id)
    await apply(api, (await upload(api, 'domain,department\na.com,Legal\nb.com,IT\n')).id)
    const audit = await database.storage.read.selectFrom('audit').select(['action', 'after']).orderBy('seq').execute()
    expect(audit.filter(({ action }) => action === 'import.apply').map(({ after }) => JSON.parse(after ?? ''))).toEqual(
      [
        { added: ['a.com'], changed: [] },
        { added: ['b.com'], changed: ['a.com'] },
      ],
    )
    const items = await database.storage.read.selectFrom('job_item').select(['name', 'before', 'after']).execute()
    expect(items.map((one) => [one.name, one.before, one.after]).toSorted()).toEqual([
      ['a.com', null, '{"department":"IT"}'],
      ['a.com', '{"department":"IT"}', '{"department":"Legal"}'],
      ['b.com', null, '{"department":"IT"}'],
    ])
  })

  it('take an import back where nobody has changed its facts since, and take archived names in again', async () => {
    const api = await openTestApi(await open())
    await apply(api, (await upload(api, 'domain,expires,department\na.com,2027-01-31,IT\nb.com,2027-01-31,IT\n')).id)
    const file = await upload(
      api,
      'domain,expires,department,status,lock\na.com,2028-01-31,Legal,Active,Locked\nb.com,2028-01-31,Legal,Active,Locked\nc.com,2028-01-31,Legal,Active,Locked\n',
    )
    const { body: started } = await api.post<{ job: { id: string } }>(`/imports/${file.id}/apply`)
    await api.settleJobs()
    await apply(api, (await upload(api, 'domain,department\nb.com,Sales\n')).id)
    const undo = await api.post<{ job: { id: string } }>(`/jobs/${started.job.id}/undo`)
    expect(undo.status).toBe(202)
    await api.settleJobs()
    expect((await api.get(`/jobs/${undo.body.job.id}`)).body).toMatchObject({ state: 'done', done: 2, skipped: 1 })
    const shown = (list: Awaited<ReturnType<typeof names>>) =>
      list.map((one) => [one.name, one.registryExpiresOn, one.department, one.holding, one.statuses.length])
    expect(shown(await names(api, 'a.com', 'b.com', 'c.com'))).toEqual([
      ['a.com', '2027-01-31', 'IT', 'held', 0],
      ['b.com', '2028-01-31', 'Sales', 'held', 1],
      ['c.com', '2028-01-31', 'Legal', 'archived', 1],
    ])
    expect((await api.post(`/jobs/${started.job.id}/undo`)).status).toBe(409)
    const older = await api.post<{ id: string }>('/imports?asOf=2026-10-01', 'domain\nc.com\n')
    await apply(api, older.body.id)
    expect((await names(api, 'c.com'))[0]?.holding).toBe('held')
  })

  it('check and apply a long file in jobs', async () => {
    const api = await openTestApi(await open())
    const working: Promise<void>[] = []
    Object.assign(api.deps, { jobs: { wake: () => working.push(api.settleJobs()) } })
    const lines = Array.from(
      { length: 4_500 },
      (_, i) => `n${i % 4_400}.com,2027-01-${String(1 + (i % 28)).padStart(2, '0')}`,
    )
    const file = await upload(api, `domain,expires\n${lines.join('\n')}\nwww.x.com,\n`)
    // 4,400 is no multiple of 28, so that the hundred names that come twice come with another date.
    expect(file).toMatchObject({ state: 'ready', counts: counts({ new: 4_300, conflict: 200, refused: 1 }) })
    await Promise.all(working)
    expect((await rowsOf(api, file.id, '?limit=2&offset=4499')).items.map((row) => row.row)).toEqual([4_501, 4_502])
    Object.assign(api.deps, { jobs: { wake: () => undefined } })
    expect(await apply(api, file.id)).toMatchObject({ state: 'done', done: 4_300 })
    Object.assign(api.deps, { jobs: { wake: () => working.push(api.settleJobs()) } })
    const found = await api.deps.storage.read
      .selectFrom('domain')
      .select((eb) => eb.fn.countAll().as('n'))
      .execute()
    expect(Number(found[0]?.n)).toBe(4_300)
    const mapped = await upload(api, `domain,expires\n${lines.join('\n')}\n`)
    const put = await api.put<Import>(`/imports/${mapped.id}/mapping`, { mapping: { registryExpiresOn: null } })
    await Promise.all(working)
    expect(put.body.counts).toEqual(counts({ new: 100, same: 4_400 }))
  })

  it('show limited readers their own names only', async () => {
    const database = await open()
    const api = await openTestApi(database)
    await apply(api, (await upload(api, 'domain,department\na.com,IT\nb.com,Legal\n')).id)
    const limits = JSON.stringify({ departments: ['IT'] })
    await database.storage.transact((trx) =>
      trx.updateTable('membership').set({ role: 'domainManager', limits }).execute(),
    )
    const file = await upload(
      api,
      'domain,department,note\na.com,IT,x\nb.com,IT,x\nc.com,IT,x\nd.com,Legal,x\na2.com,,x\n',
    )
    expect((await rowsOf(api, file.id)).items.map((row) => [row.name, row.verdict, row.code])).toEqual([
      ['a.com', 'changed', null],
      ['b.com', 'refused', 'not_in_scope'],
      ['c.com', 'new', null],
      ['d.com', 'refused', 'not_in_scope'],
      ['a2.com', 'refused', 'not_in_scope'],
    ])
    expect(await apply(api, file.id)).toMatchObject({ state: 'done', done: 2 })
    expect((await names(api, 'b.com'))[0]?.department).toBe('Legal')
  })
})

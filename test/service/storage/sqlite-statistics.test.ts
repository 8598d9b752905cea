import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'

type PlanStep = { detail: string }

describeOnEachDatabase('planner statistics', (open, dialect) => {
  it.runIf(dialect === 'sqlite')('cover every index of the tables that have some', async () => {
    const { storage } = await open()
    const { rows } = await sql<{ name: string }>`
      select name from sqlite_schema
      where type = 'index' and tbl_name in (select tbl from sqlite_stat1)
        and name not in (select idx from sqlite_stat1)`.execute(storage.read)
    expect(rows).toEqual([])
  })

  it.runIf(dialect === 'sqlite')(
    'make names be looked up by id, on the connection that made the tables and on others',
    async () => {
      const { storage } = await open()
      const explained = sql<PlanStep>`
      explain query plan select * from domain where account = 'main' and id in (select value from json_each('[1,2]'))`
      const reader = await explained.execute(storage.read)
      const writer = await storage.transact((trx) => explained.execute(trx))
      expect(reader.rows[0]?.detail).toContain('INTEGER PRIMARY KEY')
      expect(writer.rows[0]?.detail).toContain('INTEGER PRIMARY KEY')
    },
  )
})

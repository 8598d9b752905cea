import { describe, expect, it } from 'vitest'
import { toTabSeparated } from '../../../../renderer/ui/table/copy-rows.ts'
import type { GridColumn } from '../../../../renderer/ui/table/grid-column.ts'

type Row = { readonly name: string; readonly note: string }
const column = (id: keyof Row): GridColumn<Row> => ({
  id,
  title: id.toUpperCase(),
  width: 100,
  cell: (row) => row[id],
  text: (row) => row[id],
})

describe('copying rows', () => {
  it('gives a head and a line per row, with tabs between', () => {
    const rows = [
      { name: 'a.jp', note: 'x' },
      { name: 'b.jp', note: '' },
    ]
    expect(toTabSeparated([column('name'), column('note')], rows)).toBe('NAME\tNOTE\na.jp\tx\nb.jp\t')
  })

  it('keeps a cell in its cell and runs nothing in a spreadsheet', () => {
    const rows = [{ name: 'a.jp', note: '=1+1\tx\ny' }]
    expect(toTabSeparated([column('note')], rows)).toBe("NOTE\n'=1+1 x y")
  })
})

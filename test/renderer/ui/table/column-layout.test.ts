import { describe, expect, it } from 'vitest'
import { moveColumn, toLayout, toSettings } from '../../../../renderer/ui/table/column-layout.ts'
import type { GridColumn } from '../../../../renderer/ui/table/grid-column.ts'

type Row = { readonly name: string }
const column = (id: string, more: Partial<GridColumn<Row>> = {}): GridColumn<Row> => ({
  id,
  title: id,
  width: 100,
  cell: () => id,
  text: () => id,
  ...more,
})
const COLUMNS = [
  column('name', { pin: 'left' }),
  column('expires'),
  column('price'),
  column('note', { isHiddenAtFirst: true }),
]

describe('the arrangement of columns', () => {
  it('is the page’s own until the person changes it', () => {
    expect(toLayout(COLUMNS, [])).toEqual({
      columnOrder: ['name', 'expires', 'price', 'note'],
      columnVisibility: { name: true, expires: true, price: true, note: false },
      columnSizing: { name: 100, expires: 100, price: 100, note: 100 },
      columnPinning: { start: ['name'], end: [] },
    })
  })

  it('survives being saved and opened again', () => {
    const settings = [
      { id: 'price', width: 140, pin: 'right' as const },
      { id: 'name', isHidden: true },
      { id: 'expires' },
    ]
    const layout = toLayout(COLUMNS, settings)
    expect(toLayout(COLUMNS, toSettings(layout))).toEqual(layout)
    expect(layout.columnPinning).toEqual({ start: [], end: ['price'] })
  })

  it('shows columns of a newer version behind those that an old view knows, and drops those that are gone', () => {
    const { columnOrder } = toLayout(COLUMNS, [{ id: 'gone' }, { id: 'price' }])
    expect(columnOrder).toEqual(['price', 'name', 'expires', 'note'])
  })

  it.each([
    ['c', 'a', ['c', 'a', 'b']],
    ['a', null, ['b', 'c', 'a']],
    ['b', 'b', ['a', 'b', 'c']],
  ])('moves %s before %s', (id, before, expected) => {
    expect(moveColumn(['a', 'b', 'c'], id, before)).toEqual(expected)
  })
})

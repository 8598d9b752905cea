import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isSelected,
  NOTHING_SELECTED,
  type RowSelection,
  selectAllMatching,
  selectAllState,
  selectedCount,
  withNames,
} from '../../../../renderer/ui/table/selection.ts'

const inside = () => true
const names = (...list: string[]): RowSelection<string> => ({ kind: 'names', names: new Set(list) })

describe('a selection of names', () => {
  it('grows and shrinks by names', () => {
    const three = withNames(NOTHING_SELECTED as RowSelection<string>, ['a', 'b', 'c'], true)
    expect(selectedCount(withNames(three, ['b'], false))).toBe(2)
  })

  it('does not depend on what the list shows', () => {
    expect(isSelected(names('a'), 'a', () => false)).toBe(true)
  })
})

describe('a selection of all that match', () => {
  const all = selectAllMatching('.cn', 214_332)

  it('counts all but the exceptions', () => {
    expect(selectedCount(withNames(all, ['a.cn', 'b.cn'], false))).toBe(214_330)
  })

  it('has every row within its filter except those taken away, whatever is loaded', () => {
    const some = withNames(all, ['a.cn'], false)
    expect(isSelected(some, 'a.cn', inside)).toBe(false)
    expect(isSelected(some, 'never-seen.cn', inside)).toBe(true)
    expect(isSelected(some, 'a.jp', () => false)).toBe(false)
  })

  it('is whole only for its own filter and without exceptions', () => {
    const isCn = (filter: string) => filter === '.cn'
    expect(selectAllState(all, isCn)).toBe('all')
    expect(selectAllState(all, (filter) => filter === '.jp')).toBe('some')
    expect(selectAllState(withNames(all, ['a.cn'], false), isCn)).toBe('some')
    expect(selectAllState(NOTHING_SELECTED, isCn)).toBe('none')
  })
})

describe('both kinds', () => {
  const selections = fc.oneof(
    fc.array(fc.string({ maxLength: 3 })).map((list) => names(...list)),
    fc.array(fc.string({ maxLength: 3 })).map((list) => withNames(selectAllMatching('f', 100), list, false)),
  )

  it('contain a name after it was chosen and lack it after it was taken away', () => {
    fc.assert(
      fc.property(selections, fc.string({ maxLength: 3 }), (selection, name) => {
        expect(isSelected(withNames(selection, [name], true), name, inside)).toBe(true)
        expect(isSelected(withNames(selection, [name], false), name, inside)).toBe(false)
      }),
    )
  })

  it('are the same after choosing and taking away a name that was not in it', () => {
    fc.assert(
      fc.property(selections, fc.string({ maxLength: 3 }), (selection, name) => {
        fc.pre(!isSelected(selection, name, inside))
        expect(withNames(withNames(selection, [name], true), [name], false)).toEqual(selection)
      }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { gridAction } from '../../../../renderer/ui/table/grid-keys.ts'

const SIZE = { rows: 1_000_000, columns: 12, pageRows: 20 }
const AT = { row: 100, column: 3 }

function press(text: string, at = AT) {
  const parts = text.split('+')
  const key = parts.at(-1) === 'Space' ? ' ' : (parts.at(-1) ?? '')
  const has = (name: string) => parts.slice(0, -1).includes(name)
  const modifiers = { ctrlKey: has('Ctrl'), shiftKey: has('Shift'), altKey: has('Alt'), metaKey: has('Meta') }
  return gridAction({ key, ...modifiers }, at, SIZE)
}

describe('keys in a table', () => {
  it.each([
    ['ArrowDown', { row: 101, column: 3 }],
    ['ArrowUp', { row: 99, column: 3 }],
    ['ArrowLeft', { row: 100, column: 2 }],
    ['ArrowRight', { row: 100, column: 4 }],
    ['PageDown', { row: 120, column: 3 }],
    ['PageUp', { row: 80, column: 3 }],
    ['Home', { row: 100, column: 0 }],
    ['End', { row: 100, column: 11 }],
    ['Ctrl+Home', { row: 0, column: 0 }],
    ['Meta+End', { row: 999_999, column: 11 }],
  ])('%s moves to %o', (key, to) => {
    expect(press(key)).toEqual({ kind: 'move', to, extends: false })
  })

  it('stops at the edges, with the head above the first row', () => {
    expect(press('ArrowUp', { row: 0, column: 0 })).toMatchObject({ to: { row: -1, column: 0 } })
    expect(press('ArrowUp', { row: -1, column: 0 })).toMatchObject({ to: { row: -1, column: 0 } })
    expect(press('PageUp', { row: 5, column: 0 })).toMatchObject({ to: { row: 0, column: 0 } })
    expect(press('PageDown', { row: 999_990, column: 0 })).toMatchObject({ to: { row: 999_999, column: 0 } })
  })

  it('selects with Shift and up or down, not with left or right', () => {
    expect(press('Shift+ArrowDown')).toMatchObject({ extends: true })
    expect(press('Shift+ArrowRight')).toMatchObject({ extends: false })
  })

  it.each([
    ['Space', 'toggle'],
    ['Shift+Space', 'selectToHere'],
    ['Ctrl+a', 'selectAll'],
    ['Meta+c', 'copy'],
    ['Enter', 'open'],
    ['Escape', 'clear'],
    ['Alt+ArrowDown', 'menu'],
  ])('%s means %s', (key, kind) => {
    expect(press(key)).toEqual({ kind })
  })

  it.each(['e', 'l', '/'])('hands %s to the page', (letter) => {
    expect(press(letter)).toEqual({ kind: 'letter', letter })
  })

  it.each(['Tab', 'F5', 'Ctrl+r', 'Process'])('leaves %s to the browser', (key) => {
    expect(press(key)).toBeNull()
  })
})

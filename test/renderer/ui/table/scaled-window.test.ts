import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  AT_TOP,
  afterScroll,
  physicalHeight,
  restingTop,
  rowOffset,
  rowsInView,
  showingRow,
  type WindowGeometry,
} from '../../../../renderer/ui/table/scaled-window.ts'

const MILLION: WindowGeometry = { rowCount: 1_000_000, rowHeight: 32, viewHeight: 800 }

const geometries = fc.record({
  rowCount: fc.integer({ min: 1, max: 3_000_000 }),
  rowHeight: fc.constant(32),
  viewHeight: fc.integer({ min: 100, max: 2000 }),
})
const endOf = (geometry: WindowGeometry) => Math.max(0, physicalHeight(geometry) - geometry.viewHeight)

describe('a scaled window', () => {
  it('stays below what Chromium can scroll at four times the display scale', () => {
    expect(physicalHeight(MILLION) * 4).toBeLessThan(33_554_428)
  })

  it('is as tall as its rows while they fit', () => {
    expect(physicalHeight({ ...MILLION, rowCount: 1000 })).toBe(32_000)
  })

  it('moves one to one with a wheel', () => {
    const moved = [100, 200, 300].reduce((position, top) => afterScroll(MILLION, position, top), AT_TOP)
    expect(moved).toEqual({ top: 300, virtual: 300 })
  })

  it('moves in proportion with a drag of the thumb', () => {
    const middle = afterScroll(MILLION, AT_TOP, endOf(MILLION) / 2)
    expect(rowsInView(MILLION, middle, 0).first).toBeCloseTo(500_000, -2)
  })

  it('shows the last row at the end and the first at the top, whatever the list', () => {
    fc.assert(
      fc.property(geometries, (geometry) => {
        const atEnd = afterScroll(geometry, AT_TOP, endOf(geometry))
        expect(rowsInView(geometry, atEnd, 0).last).toBe(geometry.rowCount - 1)
        expect(rowsInView(geometry, afterScroll(geometry, atEnd, 0), 0).first).toBe(0)
      }),
    )
  })

  it('keeps the rows in place when the thumb is put where they are', () => {
    fc.assert(
      fc.property(geometries, fc.array(fc.integer({ min: -3000, max: 9000 }), { maxLength: 20 }), (geometry, moves) => {
        const position = moves.reduce(
          (at, move) => afterScroll(geometry, at, Math.max(0, Math.min(endOf(geometry), at.top + move))),
          AT_TOP,
        )
        const rested = { ...position, top: restingTop(geometry, position) }
        expect(rowsInView(geometry, rested, 0)).toEqual(rowsInView(geometry, position, 0))
        expect(afterScroll(geometry, rested, rested.top + 0).virtual).toBeCloseTo(rested.virtual, 0)
      }),
    )
  })

  it('stays a pixel away from the top or the end when the thumb is put where the rows are', () => {
    const geometry = { rowCount: 499_941, rowHeight: 32, viewHeight: 1_889 }
    const end = geometry.rowCount * geometry.rowHeight - geometry.viewHeight
    for (const virtual of [1, end - 1]) {
      const rested = { top: restingTop(geometry, { top: 0, virtual }), virtual }
      expect(afterScroll(geometry, rested, rested.top)).toEqual(rested)
    }
  })

  it('brings any row into view in full', () => {
    fc.assert(
      fc.property(geometries, fc.double({ min: 0, max: 0.999, noNaN: true }), (geometry, share) => {
        const row = Math.floor(share * geometry.rowCount)
        const position = showingRow(geometry, AT_TOP, row)
        const y = rowOffset(geometry, position, row) - position.top
        expect(y).toBeGreaterThanOrEqual(-0.5)
        expect(y + geometry.rowHeight).toBeLessThanOrEqual(geometry.viewHeight + 0.5)
      }),
    )
  })

  it('does not move for a row that is in view already', () => {
    const position = { top: 4_000_000, virtual: 16_000_000 }
    expect(showingRow(MILLION, position, 500_003)).toBe(position)
  })

  it('draws nothing of an empty list', () => {
    expect(rowsInView({ ...MILLION, rowCount: 0 }, AT_TOP, 8)).toEqual({ first: 0, last: -1 })
  })
})

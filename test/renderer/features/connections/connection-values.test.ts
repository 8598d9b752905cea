import { describe, expect, it } from 'vitest'
import { UNASSIGNED } from '../../../../core/portfolio/unassigned.ts'
import type { CutOff } from '../../../../core/renewal/deadlines.ts'
import {
  changedCutOffs,
  changedIdentity,
  connectionValues,
  suffixKey,
  toCutOffs,
} from '../../../../renderer/features/connections/connection-values.ts'

const cutOffs: Record<string, CutOff> = {
  '*': { kind: 'daysBefore', days: 2 },
  jp: { kind: 'endOfPreviousMonth' },
  'co.jp': { kind: 'dayOfExpiryMonth', day: 20 },
}

describe('the connection without a registrar', () => {
  const unassigned = {
    id: 'a',
    name: UNASSIGNED,
    registrar: '',
    gateway: 'none' as const,
    cutOffs,
    names: 1,
    createdAt: '2026-11-23T00:00:00.000Z',
  }

  it('has no name to change, and stays as it is where none is given', () => {
    const { name, registrar } = connectionValues(unassigned)
    expect({ name, registrar }).toEqual({ name: '', registrar: '' })
    expect(changedIdentity(unassigned, { name: ' ', registrar: '' })).toEqual({})
  })

  it('becomes like any other once it is named', () => {
    const named = { name: 'Tokyo', registrar: 'GoDaddy' }
    expect(changedIdentity(unassigned, named)).toEqual(named)
    expect(changedIdentity({ ...unassigned, ...named }, { name: '', registrar: '' })).toEqual({
      name: '',
      registrar: '',
    })
  })
})

describe('cut-offs in a form', () => {
  it('come out of it as they went in', () => {
    const values = connectionValues({
      id: 'a',
      name: 'A',
      registrar: 'A',
      gateway: 'none',
      cutOffs,
      names: 0,
      createdAt: '2026-11-23T00:00:00.000Z',
    })
    expect(toCutOffs(values.cutOffs)).toEqual(cutOffs)
  })

  it('are sent as they shall be, with null for each that is gone', () => {
    const after: Record<string, CutOff> = { '*': { kind: 'daysBefore', days: 7 }, net: { kind: 'daysBefore', days: 0 } }
    expect(changedCutOffs(cutOffs, after)).toEqual({ ...after, jp: null, 'co.jp': null })
  })

  it('take a suffix as people write it', () => {
    expect(suffixKey(' .CO.JP ')).toBe('co.jp')
  })
})

import { describe, expect, it } from 'vitest'
import { columnFields, mappingOf, withField } from '../../../../renderer/features/imports/column-fields.ts'

const columns = ['Domain', 'Expires', 'Memo'].map((header, index) => ({ index, header, samples: [], isSecret: false }))

describe('what each column of a file is', () => {
  it('turns the mapping of the wire round', () => {
    expect(columnFields({ columns, mapping: { name: 0, registryExpiresOn: 1, price: null } })).toEqual({
      0: 'name',
      1: 'registryExpiresOn',
      2: '',
    })
  })

  it('leaves out a field that this version does not know', () => {
    expect(columnFields({ columns, mapping: { name: 0, moonPhase: 2 } })[2]).toBe('')
  })

  it('takes a field from the column that had it', () => {
    const fields = withField({ 0: 'name', 1: 'registryExpiresOn', 2: '' }, 2, 'name')
    expect(fields).toEqual({ 0: '', 1: 'registryExpiresOn', 2: 'name' })
  })

  it('lets any number of columns be nothing', () => {
    const fields = withField({ 0: 'name', 1: 'registryExpiresOn', 2: '' }, 1, '')
    expect(fields).toEqual({ 0: 'name', 1: '', 2: '' })
  })

  it('sends every field, so that nothing of the former mapping stays', () => {
    const mapping = mappingOf({ 0: '', 1: 'name', 2: 'note' })
    expect(mapping).toMatchObject({ name: 1, note: 2, registryExpiresOn: null, price: null })
    expect(Object.keys(mapping)).not.toContain('')
  })
})

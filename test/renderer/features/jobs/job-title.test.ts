import { describe, expect, it } from 'vitest'
import { jobTitleKey } from '../../../../renderer/features/jobs/job-title.ts'

describe('the title of a job', () => {
  it('names the bulk action where it is known', () => {
    expect(jobTitleKey({ kind: 'bulk', summary: { action: 'setRenewal' } })).toBe('actions.setRenewal')
    expect(jobTitleKey({ kind: 'bulk', summary: { action: 'fromTheFuture' } })).toBe('kinds.bulk')
  })

  it('names decisions that are applied', () => {
    expect(jobTitleKey({ kind: 'decisions', summary: {} })).toBe('kinds.decisions')
  })

  it('is general for kinds of a newer service', () => {
    expect(jobTitleKey({ kind: 'somethingNew', summary: {} })).toBe('kinds.other')
  })
})

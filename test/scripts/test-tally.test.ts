import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sum, summaryLine, tallyOf } from '../../scripts/test-tally.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = temporaryFolder('tally')

function report(name: string, content: object): string {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify(content))
  return file
}

const counts = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 }
const failedFile = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }
const unloadedFile = { status: 'failed', assertionResults: [] }

describe('the tally of a run', () => {
  it('takes the counts of the report', () => {
    const file = report('counts.json', { ...counts, testResults: [failedFile] })
    expect(tallyOf(file, 1)).toEqual({ passed: 3, failed: 1, skipped: 2 })
  })

  it('counts a file that could not be loaded as a failure', () => {
    const file = report('unloaded.json', { ...counts, testResults: [failedFile, unloadedFile] })
    expect(tallyOf(file, 1).failed).toBe(2)
  })

  it('fails when the run ended badly though no test failed', () => {
    const file = report('unhandled.json', { ...counts, numFailedTests: 0, testResults: [] })
    expect([tallyOf(file, 1).failed, tallyOf(file, 0).failed]).toEqual([1, 0])
  })

  it('fails when there is no report, or none that can be read', () => {
    expect(tallyOf(join(folder, 'missing.json'), 0).failed).toBe(1)
    expect(tallyOf(report('other.json', { hello: 1 }), 0).failed).toBe(1)
  })
})

describe('the summary line', () => {
  it('sums all runs and names skipped tests only where there are some', () => {
    const one = { passed: 3, failed: 1, skipped: 0 }
    expect(summaryLine(sum([one, one]))).toBe('6 passed, 2 failed')
    expect(summaryLine(sum([one, { ...one, skipped: 2 }]))).toBe('6 passed, 2 failed, 2 skipped')
  })
})

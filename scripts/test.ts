import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale } from './build.ts'
import { findChromium, installChromium, NO_CHROMIUM } from './chromium.ts'
import { NOTHING, sum, summaryLine, type Tally, tallyOf } from './test-tally.ts'

const ROOT = join(import.meta.dirname, '..')
const LAYERS = ['core', 'service', 'renderer', 'electron', 'scripts']

/** `npm test`: every suite in order, one summary line at the very end. */
async function testEverything(): Promise<void> {
  const layers = runVitest('layers', LAYERS)
  const browser = await testInBrowser()
  const total = sum([layers, browser])
  if (total.passed === 0) console.error('No test ran.')
  console.log(summaryLine(total))
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
}

/** The built bundles in a real browser. What is missing for it counts as a failure, never as a test less. */
async function testInBrowser(): Promise<Tally> {
  try {
    if (findChromium() === null) installChromium()
    if (findChromium() === null) throw new Error(NO_CHROMIUM)
    await buildIfStale()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return { ...NOTHING, failed: 1 }
  }
  return runVitest('e2e', ['e2e'])
}

function runVitest(name: string, projects: readonly string[]): Tally {
  const report = join(ROOT, `out/test/${name}.json`)
  rmSync(report, { force: true })
  const vitest = join(ROOT, 'node_modules/vitest/dist/cli.js')
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const wanted = projects.map((project) => `--project=${project}`)
  const options = ['run', '--passWithNoTests', ...wanted, ...reporters]
  const { status } = spawnSync(process.execPath, [vitest, ...options], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return tallyOf(report, status)
}

await testEverything()

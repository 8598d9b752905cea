import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { transformWithOxc } from 'vite'
import { build } from './build.ts'

/** `npm run scan:desktop`: Doyensec's Electron checklist over the built bundles, against the list of accepted notes. */
const ROOT = join(import.meta.dirname, '..')
const FOLDER = join(ROOT, '.scan')
const TOOL = '@doyensec/electronegativity@1.10.3'
const BUNDLES = { 'out/main/index.js': 'main.js', 'out/preload/index.cjs': 'preload.js' } as const

/** What the tool cannot see for itself, with the place that answers it. */
const ACCEPTED: Readonly<Record<string, string>> = {
  CSP_GLOBAL_CHECK: 'the policy is a header of every page: core/contract/page/content-security-policy.ts',
  AUXCLICK_JS_CHECK: 'a middle click opens a window, which is denied: electron/main/window/lock-down.ts',
  PRELOAD_JS_CHECK: 'the preload script exposes the contract alone: electron/preload/index.ts',
  OPEN_EXTERNAL_JS_CHECK: 'only parsed https and mailto links: electron/main/window/outside-link.ts',
}

/** The tool's parser knows no private fields and would skip the whole file, so it reads an older dialect. */
async function lowerBundles(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER)
  for (const [from, to] of Object.entries(BUNDLES)) {
    const { code } = await transformWithOxc(readFileSync(join(ROOT, from), 'utf8'), to, { target: 'es2020' })
    writeFileSync(join(FOLDER, to), code)
  }
}

function scan(): readonly { readonly issue: string; readonly line: string }[] {
  const report = join(FOLDER, 'report.csv')
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8'))
  // Its exit code says nothing about what it found, and without a network it ends badly after writing the report.
  spawnSync('npx', ['--yes', TOOL, '-i', FOLDER, '-e', version, '-o', report], { stdio: 'ignore' })
  const rows: Record<string, string>[] = parse(readFileSync(report, 'utf8'), {
    columns: true,
    relax_quotes: true,
    trim: true,
  })
  return rows.map((row) => ({ issue: row['issue'] ?? '', line: `${row['filename']}: ${row['description']}` }))
}

build()
await lowerBundles()
const notes = scan()
const open = notes.filter(({ issue }) => !(issue in ACCEPTED))
for (const { issue, line } of open) console.error(`${issue} ${line}`)
console.log(`${notes.length} notes, ${open.length} not accepted`)
process.exitCode = open.length > 0 || notes.length === 0 ? 1 : 0

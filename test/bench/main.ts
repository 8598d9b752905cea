import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * `npm run bench [part …]`: each part in a process of its own, so that none warms or crowds another. Options behind one
 * part are its own: `npm run bench -- list --folder /tmp/lists`.
 */
const PARTS = ['list', 'rules', 'bulk', 'import', 'scroll', 'closing', 'renewals', 'ledger', 'documents'] as const

const given = process.argv.slice(2)
const firstOption = given.findIndex((word) => word.startsWith('--'))
const wanted = firstOption < 0 ? given : given.slice(0, firstOption)
const options = firstOption < 0 ? [] : given.slice(firstOption)
if (options.length > 0 && wanted.length !== 1) {
  console.error('Options are those of one part: name it before them.')
  process.exit(1)
}
const unknown = wanted.filter((part) => !(PARTS as readonly string[]).includes(part))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. Parts are ${PARTS.join(', ')}.`)
  process.exit(1)
}
let failed = 0
for (const part of PARTS) {
  if (wanted.length > 0 && !wanted.includes(part)) continue
  console.log(`\n## ${part}`)
  const file = join(import.meta.dirname, `${part}.ts`)
  const { status } = spawnSync(process.execPath, [file, ...options], { stdio: 'inherit' })
  if (status !== 0) failed++
}
process.exit(failed === 0 ? 0 : 1)

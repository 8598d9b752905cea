import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'

const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() })),
})

/** `npm ci` refuses a lock file that leaves out the builds for other systems, as npm writes it where one is not to be had. */
it('the lock file names the build of every package for every system', () => {
  const file = join(import.meta.dirname, '../../package-lock.json')
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const wanted = Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => ({ parent, name })),
  )
  const missing = wanted.filter(
    ({ parent, name }) => !(`node_modules/${name}` in packages || `${parent}/node_modules/${name}` in packages),
  )
  expect(missing.map(({ name }) => name)).toEqual([])
  expect(wanted.length).toBeGreaterThan(50)
})

import { vi } from 'vitest'

/** Passwords of tests are hashed by the same algorithm with the least work: what its cost guards against does not come. */
vi.mock('@node-rs/argon2', async (importOriginal) => {
  const real = await importOriginal<typeof import('@node-rs/argon2')>()
  return { ...real, hash: (password: string) => real.hash(password, { memoryCost: 8, timeCost: 1, parallelism: 1 }) }
})

import { hash, verify } from '@node-rs/argon2'

/** OWASP's first choice for Argon2id (2025): 19 MiB, two passes, one lane. The library's default is Argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST)
}

export function verifyPassword(stored: string, password: string): Promise<boolean> {
  return verify(stored, password)
}

let decoy: Promise<string> | undefined

/** Takes as long as a real check, so that the time of an answer does not tell which addresses exist. */
export async function verifyAgainstNobody(password: string): Promise<false> {
  decoy ??= hashPassword('nobody has this password')
  await verify(await decoy, password)
  return false
}

import type { SecretStore } from './secret-store.ts'

const SERVICE_NAME = 'Daicho'
/** A locked keyring asks the person first; one that never answers must not hold up the program. */
const ANSWER_MS = 30_000

/**
 * The OS keychain (macOS Keychain, Windows Credential Manager, Secret Service on Linux), or null where there is none:
 * no library, no session bus, no keyring, or no answer. Then nothing is written anywhere.
 */
export async function openKeychain(): Promise<SecretStore | null> {
  try {
    const { default: keytar } = await import('keytar')
    await inTime(keytar.getPassword(SERVICE_NAME, 'probe'))
    return {
      read: (key) => inTime(keytar.getPassword(SERVICE_NAME, key)),
      write: (key, secret) => inTime(keytar.setPassword(SERVICE_NAME, key, secret)),
      remove: async (key) => {
        await inTime(keytar.deletePassword(SERVICE_NAME, key))
      },
    }
  } catch (error) {
    console.warn(`No keychain: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
}

function inTime<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer for ${ANSWER_MS / 1000} s`)), ANSWER_MS)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

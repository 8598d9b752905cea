import type { SecretStore } from '../../../electron/main/credentials/secret-store.ts'

/** A keychain in memory, with a view of what was written. */
export function memoryStore(): { readonly store: SecretStore; readonly secrets: Map<string, string> } {
  const secrets = new Map<string, string>()
  const store: SecretStore = {
    read: async (key) => secrets.get(key) ?? null,
    write: async (key, secret) => void secrets.set(key, secret),
    remove: async (key) => void secrets.delete(key),
  }
  return { store, secrets }
}

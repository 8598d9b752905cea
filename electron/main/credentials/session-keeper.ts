import type { SessionState } from '../../../core/contract/ipc/session.ts'
import type { SecretStore } from './secret-store.ts'

/**
 * Holds the session tokens, one per service, so that pages never see them. With a keychain they outlive the program;
 * without one they stay in memory only.
 */
export class SessionKeeper {
  readonly #store: Promise<SecretStore | null>
  readonly #onChanged: () => void
  readonly #tokens = new Map<string, string | null>()

  constructor(store: Promise<SecretStore | null>, onChanged: () => void) {
    this.#store = store
    this.#onChanged = onChanged
  }

  /** The token for a service, or null when nobody is signed in there. `owner` names the service, e.g. its origin. */
  async token(owner: string): Promise<string | null> {
    const known = this.#tokens.get(owner)
    if (known !== undefined) return known
    const stored = (await this.#withStore((store) => store.read(owner))) ?? null
    // Somebody may have signed in while the keychain was asked.
    if (!this.#tokens.has(owner)) this.#tokens.set(owner, stored)
    return this.#tokens.get(owner) ?? null
  }

  async open(owner: string, token: string): Promise<void> {
    this.#tokens.set(owner, token)
    await this.#withStore((store) => store.write(owner, token))
    this.#onChanged()
  }

  /** Forgets `token`, unless another one has taken its place meanwhile. */
  async close(owner: string, token: string): Promise<void> {
    if ((await this.token(owner)) !== token) return
    this.#tokens.set(owner, null)
    await this.#withStore((store) => store.remove(owner))
    this.#onChanged()
  }

  async state(owner: string): Promise<SessionState> {
    const isSignedIn = (await this.token(owner)) !== null
    return { isSignedIn, keychain: (await this.#store) === null ? 'unavailable' : 'available' }
  }

  /** A keychain that fails now and then costs a sign-in, never the request in hand. */
  async #withStore<T>(work: (store: SecretStore) => Promise<T>): Promise<T | undefined> {
    const store = await this.#store
    if (store === null) return undefined
    try {
      return await work(store)
    } catch (error) {
      console.warn(`The keychain refused: ${error instanceof Error ? error.message : String(error)}`)
      return undefined
    }
  }
}

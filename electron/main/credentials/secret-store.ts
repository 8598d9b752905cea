/** A place where the OS keeps secrets. The port that tests replace; the real one is the keychain. */
export type SecretStore = {
  readonly read: (key: string) => Promise<string | null>
  readonly write: (key: string, secret: string) => Promise<void>
  readonly remove: (key: string) => Promise<void>
}

/** What the app asked the operating system to do, for assertions in tests. */
export type OsCall = { readonly api: string; readonly args: readonly unknown[] }

export const calls: OsCall[] = []

export function note(api: string, ...args: readonly unknown[]): void {
  calls.push({ api, args })
}

const STORAGE_KEY = 'daicho.account'

/** The account that this browser showed last. */
export function lastAccount(): string | null {
  return localStorage.getItem(STORAGE_KEY)
}

export function rememberAccount(account: string): void {
  localStorage.setItem(STORAGE_KEY, account)
}

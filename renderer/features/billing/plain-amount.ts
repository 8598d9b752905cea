/** `１０，０００円` → `10000`: as people write amounts. */
export function plainAmount(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s,円¥]/g, '')
}

/** Whether what is typed is an amount of a yen or more. */
export function isYenAmount(typed: string): boolean {
  return /^[1-9]\d{0,10}$/.test(plainAmount(typed))
}

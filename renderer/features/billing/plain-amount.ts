/** `１０，０００円` → `10000`: as people write amounts. */
export function plainAmount(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s,円¥]/g, '')
}

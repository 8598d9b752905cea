import { MAX_YEN } from '../../../core/money/yen-input.ts'

/** `１０，０００円` → `10000`: as people write amounts. */
export function plainAmount(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s,円¥]/g, '')
}

/** Whether what is typed is an amount of whole yen, from one to `most`. */
export function isYenAmount(typed: string, most = MAX_YEN): boolean {
  const plain = plainAmount(typed)
  return /^[1-9]\d*$/.test(plain) && Number(plain) <= most
}

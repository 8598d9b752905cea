import { z } from 'zod'
import { isoDateSchema } from '../../../core/calendar/iso-date.ts'
import { currencySchema, type MinorUnits } from '../../../core/money/money.ts'
import type { NoticeSums } from '../../../core/renewal/notice-document.ts'
import { renewalModeSchema } from '../../../core/renewal/renewal-mode.ts'

const money = z.array(
  z.object({
    minor: z
      .number()
      .int()
      .transform((minor) => minor as MinorUnits),
    currency: currencySchema,
  }),
)
const names = z.number().int()

const sumsSchema = z.object({
  byMode: z.array(z.object({ mode: renewalModeSchema, names, money })),
  byWeek: z.array(z.object({ weekFrom: isoDateSchema, names, renew: names, money })),
  unpriced: names,
})

/** Sums of a notice as the column `notice.sums` holds them. */
export function storedSums(sums: NoticeSums): string {
  return JSON.stringify(sums)
}

export function readStoredSums(text: string): NoticeSums {
  return sumsSchema.parse(JSON.parse(text))
}

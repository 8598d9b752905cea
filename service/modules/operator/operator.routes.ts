import { parseInstant } from '../../../core/calendar/iso-date.ts'
import { runDueWork as runDueWorkRoute } from '../../../core/contract/http/operator.ts'
import type { Deps } from '../../deps.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { invalidField, Refusal } from '../../refusal.ts'
import { runDueWork } from '../../schedule/due-work.ts'

export function operatorRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(runDueWorkRoute, async ({ body }) => {
      if (body.at !== undefined) moveClock(deps, body.at)
      return json(200, { ran: await runDueWork(deps, [body.job], { isAsked: true }) })
    }),
  ]
}

/** Forward only; a moment that has passed by now is where the clock stands already, so that a repeat is no error. */
function moveClock({ clock }: Deps, at: string): void {
  if (!clock.isSetByHand) throw new Refusal('clock_not_movable')
  const instant = parseInstant(at)
  if (instant === null) throw invalidField('/at', 'invalid_datetime', 'An instant such as 2026-12-01T00:05:00+09:00.')
  clock.moveTo(instant)
}

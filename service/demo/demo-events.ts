import { addDays, instantAt } from '../../core/calendar/iso-date.ts'
import { makeClock } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { DemoCast } from './demo-state.ts'

/** Something that happened in the demo's past. */
export type DemoEvent = {
  readonly daysAgo: number
  readonly time: string
  readonly run: (deps: Deps) => Promise<unknown>
}

/** Lets everything happen in its order, each at its time. */
export async function replay(deps: Deps, { today, timeZone }: DemoCast, events: readonly DemoEvent[]): Promise<void> {
  const timed = events.map(({ daysAgo, time, run }) => ({
    at: instantAt(addDays(today, -daysAgo), time, timeZone),
    run,
  }))
  const past = timed.filter(({ at }) => at <= deps.clock.now()).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  for (const { at, run } of past) await run({ ...deps, clock: makeClock(at) })
}

import { addDays, type Instant, instantAt } from '../../core/calendar/iso-date.ts'
import { makeClock } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { DemoCast } from './demo-state.ts'

/** Something that happened in the demo's past. */
export type DemoEvent = { readonly at: Instant; readonly run: (deps: Deps) => Promise<unknown> }

/** The same, by how long ago it was and the time of that day. */
export type EventAgo = Pick<DemoEvent, 'run'> & { readonly daysAgo: number; readonly time: string }

export function timed({ today, timeZone }: DemoCast, events: readonly EventAgo[]): readonly DemoEvent[] {
  return events.map(({ daysAgo, time, run }) => ({ at: instantAt(addDays(today, -daysAgo), time, timeZone), run }))
}

/** Lets everything happen in its order, each at its time. */
export async function replay(deps: Deps, given: readonly DemoEvent[]): Promise<void> {
  const past = given
    .filter(({ at }) => at <= deps.clock.now())
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  for (const [at, events] of Map.groupBy(past, (event) => event.at)) {
    // One clock for what happened at the same time: it goes on, so that the later of them is not recorded as the earlier.
    const clock = makeClock(at)
    for (const { run } of events) await run({ ...deps, clock })
  }
}

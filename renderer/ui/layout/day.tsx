import { Text } from '@mantine/core'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'

type DayProps = {
  readonly day: IsoDate | null
  /** Leaves the year out of days that are near. */
  readonly isNarrow?: boolean
}

/** A day with its weekday and how far off it is; a dash where there is none. Each half stays on one line. */
export function Day({ day, isNarrow = false }: DayProps) {
  const format = useFormat()
  const { today } = useAccount()
  if (day === null) return '–'
  return (
    <>
      <Text span inherit style={{ whiteSpace: 'nowrap' }}>
        {isNarrow ? format.nearDay(day, today) : format.day(day)}
      </Text>{' '}
      <Text span c="dimmed" size="xs" style={{ whiteSpace: 'nowrap' }}>
        {format.distance(day, today)}
      </Text>
    </>
  )
}

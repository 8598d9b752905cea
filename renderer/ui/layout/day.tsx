import { Text } from '@mantine/core'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'

/** A day with its weekday and how far off it is; a dash where there is none. Each half stays on one line. */
export function Day({ day }: { readonly day: IsoDate | null }) {
  const format = useFormat()
  const { today } = useAccount()
  if (day === null) return '–'
  return (
    <>
      <Text span inherit style={{ whiteSpace: 'nowrap' }}>
        {format.day(day)}
      </Text>{' '}
      <Text span c="dimmed" size="xs" style={{ whiteSpace: 'nowrap' }}>
        {format.distance(day, today)}
      </Text>
    </>
  )
}

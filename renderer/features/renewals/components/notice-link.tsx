import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { PropsWithChildren } from 'react'
import type { IsoMonth } from '../../../../core/calendar/iso-date.ts'
import { useAccount } from '../../../data/account.tsx'

/** Leads to the notice of a month. */
export function NoticeLink({ month, children }: PropsWithChildren<{ readonly month: IsoMonth }>) {
  const { id: account } = useAccount()
  return (
    <Anchor
      renderRoot={(props) => (
        <Link {...props} to="/accounts/$account/renewals/notices/$month" params={{ account, month }} />
      )}
    >
      {children}
    </Anchor>
  )
}

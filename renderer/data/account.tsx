import { queryOptions } from '@tanstack/react-query'
import { createContext, type PropsWithChildren, useContext } from 'react'
import type { z } from 'zod'
import { type AccessTarget, type Actor, can } from '../../core/access/can.ts'
import type { Permission } from '../../core/access/permission.ts'
import { invariant } from '../../core/base/invariant.ts'
import { dayInZone, type Instant, type IsoDate } from '../../core/calendar/iso-date.ts'
import { type accountSchema, getAccount } from '../../core/contract/http/accounts.ts'
import { call } from './call.ts'
import type { Me } from './me.ts'

export type AccountSettings = z.output<typeof accountSchema>

export const accountQuery = (account: string) =>
  queryOptions({
    queryKey: [account, 'account'],
    queryFn: ({ signal }) => call(getAccount, { params: { account } }, { signal }),
  })

/** The account of the page's address, as its reader sees it. */
export type CurrentAccount = {
  readonly id: string
  readonly name: string
  readonly timeZone: string
  /** Today on the service's clock, in the account's time zone. */
  readonly today: IsoDate
  /** Whether the reader may; used only to hide what the service would refuse. */
  can(permission: Permission, target?: AccessTarget): boolean
}

const AccountContext = createContext<CurrentAccount | null>(null)

export function AccountProvider({ account, children }: PropsWithChildren<{ account: CurrentAccount }>) {
  return <AccountContext value={account}>{children}</AccountContext>
}

/** The account of the page; for everything below `/accounts/$account`. */
export function useAccount(): CurrentAccount {
  const account = useContext(AccountContext)
  invariant(account, 'useAccount outside of an account page')
  return account
}

type Membership = Me['accounts'][number]

/** Puts together what the pages need to know of the account. `now` in milliseconds on the service's clock. */
export function currentAccount(me: Me, membership: Membership, settings: AccountSettings, now: number): CurrentAccount {
  const actor: Actor = {
    personId: me.user.id,
    permissions: new Set(membership.permissions),
    scope: membership.isLimited ? { kind: 'limited', suffixes: [] } : { kind: 'all' },
  }
  return {
    id: membership.id,
    name: settings.name,
    timeZone: settings.timeZone,
    today: dayInZone(new Date(now).toISOString() as Instant, settings.timeZone),
    can: (permission, target) => can(actor, permission, target),
  }
}

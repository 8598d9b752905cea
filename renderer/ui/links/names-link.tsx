import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { PropsWithChildren } from 'react'
import type { z } from 'zod'
import type { domainFilterQuery } from '../../../core/contract/http/domains.ts'
import { useAccount } from '../../data/account.tsx'

/** Filters of the table of names, as they stand in its address. */
export type NamesFilter = z.input<typeof domainFilterQuery>

type NamesLinkProps = PropsWithChildren<{
  readonly filter: NamesFilter
  /** The table's order there, as the API writes it. */
  readonly sort?: string
  /** The name whose drawer is opened there. */
  readonly open?: string
}>

/** A number, or words, that stand for names: leads to exactly those rows. */
export function NamesLink({ filter, sort, open, children }: NamesLinkProps) {
  const { id } = useAccount()
  const search = { ...filter, ...(sort !== undefined && { sort }), ...(open !== undefined && { open }) }
  return (
    <Anchor
      renderRoot={(props) => (
        <Link {...props} to="/accounts/$account/domains" params={{ account: id }} search={search} />
      )}
    >
      {children}
    </Anchor>
  )
}

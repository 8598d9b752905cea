import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useAccount } from '../../../data/account.tsx'

type DocumentLinkProps = {
  readonly number: string
  /** The account that it is of, where that is not the one on screen. */
  readonly of?: string
}

/** A document's number, as the way to it. */
export function DocumentLink({ number, of }: DocumentLinkProps) {
  const { id } = useAccount()
  return (
    <Anchor
      renderRoot={(props) => (
        <Link {...props} to="/accounts/$account/billing/documents/$number" params={{ account: of ?? id, number }} />
      )}
    >
      {number}
    </Anchor>
  )
}

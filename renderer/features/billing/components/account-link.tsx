import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'

/** A customer's account in the lists of an operator: leads to its balance. */
export function AccountLink({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <Anchor
      renderRoot={(props) => <Link {...props} to="/accounts/$account/billing/balance" params={{ account: id }} />}
    >
      {name}
    </Anchor>
  )
}

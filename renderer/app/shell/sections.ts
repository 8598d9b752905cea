import {
  type Icon,
  IconBriefcase,
  IconCalendarDue,
  IconFileImport,
  IconHome,
  IconReceiptYen,
  IconSettings,
  IconWorld,
} from '@tabler/icons-react'
import type { Permission } from '../../../core/access/permission.ts'
import type { english } from '../../i18n/catalogues.ts'

/** One entry of the navigation; `key` names its text under `shell:sections`. */
export type Section = {
  readonly key: keyof typeof english.shell.sections
  readonly to:
    | '/accounts/$account'
    | '/accounts/$account/domains'
    | '/accounts/$account/renewals'
    | '/accounts/$account/billing'
    | '/accounts/$account/imports'
    | '/accounts/$account/operator'
    | '/accounts/$account/settings'
  readonly icon: Icon
  /** Who may not is not shown the section. */
  readonly needs?: Permission
}

export const SECTIONS: readonly Section[] = [
  { key: 'home', to: '/accounts/$account', icon: IconHome },
  { key: 'domains', to: '/accounts/$account/domains', icon: IconWorld },
  { key: 'renewals', to: '/accounts/$account/renewals', icon: IconCalendarDue },
  { key: 'billing', to: '/accounts/$account/billing', icon: IconReceiptYen, needs: 'billing.read' },
  { key: 'imports', to: '/accounts/$account/imports', icon: IconFileImport },
  { key: 'operator', to: '/accounts/$account/operator', icon: IconBriefcase, needs: 'operator.accounts' },
  { key: 'settings', to: '/accounts/$account/settings', icon: IconSettings },
]

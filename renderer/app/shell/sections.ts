import { type Icon, IconCalendarDue, IconFileImport, IconHome, IconSettings, IconWorld } from '@tabler/icons-react'
import type { english } from '../../i18n/catalogues.ts'

/** One entry of the navigation; `key` names its text under `shell:sections`. */
export type Section = {
  readonly key: keyof typeof english.shell.sections
  readonly to:
    | '/accounts/$account'
    | '/accounts/$account/domains'
    | '/accounts/$account/renewals'
    | '/accounts/$account/imports'
    | '/accounts/$account/settings'
  readonly icon: Icon
}

export const SECTIONS: readonly Section[] = [
  { key: 'home', to: '/accounts/$account', icon: IconHome },
  { key: 'domains', to: '/accounts/$account/domains', icon: IconWorld },
  { key: 'renewals', to: '/accounts/$account/renewals', icon: IconCalendarDue },
  { key: 'imports', to: '/accounts/$account/imports', icon: IconFileImport },
  { key: 'settings', to: '/accounts/$account/settings', icon: IconSettings },
]

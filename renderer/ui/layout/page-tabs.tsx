import { Link, type LinkProps } from '@tanstack/react-router'
import classes from './page-tabs.module.css'

export type PageTab = { readonly key: string; readonly label: string; readonly to: NonNullable<LinkProps['to']> }

type PageTabsProps = { readonly label: string; readonly account: string; readonly tabs: readonly PageTab[] }

/** The parts of a section, each a page with an address of its own; below the section's title. */
export function PageTabs({ label, account, tabs }: PageTabsProps) {
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map(({ key, label: text, to }) => (
        <Link key={key} className={classes.tab} to={to} params={{ account }} activeOptions={{ includeSearch: false }}>
          {text}
        </Link>
      ))}
    </nav>
  )
}

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import classes from './account-shell.module.css'
import { SECTIONS, type Section } from './sections.ts'

export function Sidebar() {
  const { t } = useTranslation('shell')
  const { id, can } = useAccount()
  return (
    <nav className={classes.side} aria-label={t('sections.label')}>
      <Link className={classes.brand} to="/accounts/$account" params={{ account: id }}>
        <span lang="ja">台帳</span>
        <span className={classes.brandLatin}>Daicho</span>
      </Link>
      {SECTIONS.filter(({ needs }) => needs === undefined || can(needs)).map((section) => (
        <SectionLink key={section.key} section={section} account={id} />
      ))}
    </nav>
  )
}

function SectionLink({ section, account }: { readonly section: Section; readonly account: string }) {
  const { t } = useTranslation('shell')
  const Icon = section.icon
  return (
    <Link
      className={classes.link}
      to={section.to}
      params={{ account }}
      activeOptions={{ exact: section.key === 'home', includeSearch: false }}
    >
      <Icon size={17} stroke={1.6} aria-hidden />
      {t(`sections.${section.key}`)}
    </Link>
  )
}

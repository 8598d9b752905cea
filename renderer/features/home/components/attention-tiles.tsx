import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import type { NamesFilter } from '../../../ui/links/names-link.tsx'
import { firstNamesQuery } from '../api/find-names.ts'
import { contradictions, toDecideWithin, tooLate } from '../attention-filters.ts'
import classes from '../home-page.module.css'

/** How many names need somebody, the most pressing kind first. */
export function AttentionTiles() {
  const { t } = useTranslation('home')
  const { today } = useAccount()
  return (
    <nav className={classes.tiles} aria-label={t('tiles.label')}>
      <Tile caption={t('tiles.contradictions')} filter={contradictions()} />
      <Tile caption={t('tiles.within', { count: 7 })} filter={toDecideWithin(today, 7)} />
      <Tile caption={t('tiles.within', { count: 30 })} filter={toDecideWithin(today, 30)} />
      <Tile caption={t('tiles.within', { count: 90 })} filter={toDecideWithin(today, 90)} />
      <Tile caption={t('tiles.tooLate')} filter={tooLate()} />
    </nav>
  )
}

function Tile({ caption, filter }: { readonly caption: string; readonly filter: NamesFilter }) {
  const { id: account } = useAccount()
  const format = useFormat()
  const { data, isError } = useQuery(firstNamesQuery(account, filter, 1))
  const total = data?.total
  return (
    <Link
      className={classes.tile}
      data-nothing={total === 0 || undefined}
      to="/accounts/$account/domains"
      params={{ account }}
      search={{ ...filter, sort: 'decideBy' }}
    >
      <span className={classes.number}>{total === undefined ? (isError ? '–' : '…') : format.count(total)}</span>
      <span className={classes.caption}>{caption}</span>
    </Link>
  )
}

import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportPrices } from '../../../core/contract/http/prices.ts'
import { useAccount } from '../../data/account.tsx'
import { fileAddress, saveFile } from '../../data/save-file.ts'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { useProblemNotice } from '../../ui/layout/use-problem-notice.ts'
import { pageQueryOf } from '../../ui/table/paged-table.tsx'
import { type PriceLine, priceListQuery, priceOverridesQuery } from './api/prices.ts'
import { ImportDialog } from './components/import-dialog.tsx'
import { PriceDialog } from './components/price-dialog.tsx'
import { PriceFilters } from './components/price-filters.tsx'
import { PriceTable } from './components/price-table.tsx'
import type { PricesSearch } from './searches.ts'

const routeApi = getRouteApi('/accounts/$account/operator/prices')

type Open = { readonly kind: 'price'; readonly line: PriceLine | null } | { readonly kind: 'import' }

/** What is charged for names: today's prices and those to come, of the list or of one account alone. */
export function PricesPage() {
  const { t, i18n } = useTranslation('prices')
  const search = routeApi.useSearch()
  const navigate = routeApi.useNavigate()
  const tell = useProblemNotice()
  const [open, setOpen] = useState<Open | null>(null)
  const show = (change: Partial<PricesSearch>) => void navigate({ search: { ...search, page: undefined, ...change } })
  const language = i18n.language === 'ja' ? 'ja' : 'en'
  const save = () => void saveFile(fileAddress(exportPrices, {}, { language }), t('fileName')).catch(tell)
  const words = search.of === undefined ? 'list' : 'own'
  return (
    <Panel
      title={t(`${words}.title`)}
      explanation={t(`${words}.explanation`)}
      actions={
        <>
          {search.of === undefined && (
            <>
              <Button variant="default" onClick={() => setOpen({ kind: 'import' })}>
                {t('import.button')}
              </Button>
              <Button variant="default" onClick={save}>
                {t('export')}
              </Button>
            </>
          )}
          <Button onClick={() => setOpen({ kind: 'price', line: null })}>{t('set.button')}</Button>
        </>
      }
    >
      <PriceFilters search={search} onChange={show} />
      <Lines search={search} onPage={(page) => show({ page })} onChange={(line) => setOpen({ kind: 'price', line })} />
      {open?.kind === 'import' && <ImportDialog onClose={() => setOpen(null)} />}
      {open?.kind === 'price' && <PriceDialog line={open.line} of={search.of} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

type LinesProps = {
  readonly search: PricesSearch
  readonly onPage: (page: number) => void
  readonly onChange: (line: PriceLine) => void
}

function Lines({ search: { of, page = 1, suffix, operation }, ...handlers }: LinesProps) {
  const account = useAccount()
  const filter = { ...(suffix && { suffix }), ...(operation && { operation }) }
  const list = useQuery({
    ...priceListQuery(account.id, { ...filter, ...pageQueryOf(page) }),
    enabled: of === undefined,
  })
  const own = useQuery({ ...priceOverridesQuery(account.id, of ?? ''), enabled: of !== undefined })
  if (of !== undefined) {
    return (
      <QueryState query={own}>
        {({ items }) => {
          const lines = items.filter(
            (line) => (!suffix || line.suffix === suffix) && (!operation || line.operation === operation),
          )
          return (
            <PriceTable {...handlers} lines={lines} total={lines.length} page={1} isReading={own.isFetching} isOwn />
          )
        }}
      </QueryState>
    )
  }
  return (
    <QueryState query={list}>
      {({ items, total }) => (
        <PriceTable {...handlers} lines={items} total={total} page={page} isReading={list.isFetching} />
      )}
    </QueryState>
  )
}

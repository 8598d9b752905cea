import '@mantine/core/styles.css'
import '../../../renderer/app/theme/theme.css'
import { MantineProvider } from '@mantine/core'
import { useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { invariant } from '../../../core/base/invariant.ts'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainItem } from '../../../core/contract/http/domains.ts'
import { accessibleColors, theme } from '../../../renderer/app/theme/theme.ts'
import { domainRows } from '../../../renderer/features/domains/api/list-domains.ts'
import { domainColumns } from '../../../renderer/features/domains/domain-columns.tsx'
import { useDomainSelection } from '../../../renderer/features/domains/domain-selection.ts'
import { createI18n } from '../../../renderer/i18n/i18n.ts'
import { useFormat } from '../../../renderer/i18n/use-format.ts'
import gridClasses from '../../../renderer/ui/table/data-grid.module.css'
import { DataGrid } from '../../../renderer/ui/table/data-grid.tsx'
import { GridRow } from '../../../renderer/ui/table/grid-row.tsx'
import { useColumnLayout } from '../../../renderer/ui/table/use-column-layout.ts'
import { useRowBlocks } from '../../../renderer/ui/table/use-row-blocks.ts'
import { ROW_HEIGHT } from '../../../renderer/ui/table/use-scroll-window.ts'
import { visibleColumns, widthVariables } from '../../../renderer/ui/table/visible-column.ts'
import { mockDomain } from '../../support/portfolio-mock.ts'

/**
 * The product's table over the API's list, and beside it (`?static=<rows>`) the same rows, all in the document, in a
 * plain scrolling element: what the browser can do at best with them.
 */
const NO_SETTINGS = [] as const
const NO_FILTER = {}
const ignore = () => undefined
const nameOf = (row: DomainItem): string => row.name

function useColumns() {
  const { t } = useTranslation(['domains', 'common'])
  const format = useFormat()
  return useMemo(
    () => domainColumns({ t, format, today: isoDate('2026-11-30'), timeZone: 'Asia/Tokyo', account: 'main' }),
    [t, format],
  )
}

function ProductTable() {
  const columns = useColumns()
  const rows = useRowBlocks(domainRows('main', NO_FILTER, undefined))
  const selection = useDomainSelection(NO_FILTER)
  return (
    <DataGrid
      label="Names"
      columns={columns}
      settings={NO_SETTINGS}
      onSettings={ignore}
      rows={rows}
      sort="name"
      onSort={ignore}
      selection={selection}
      openId={null}
      onOpen={ignore}
      empty={null}
      rowId={nameOf}
      rowLabel={nameOf}
    />
  )
}

function StaticList({ count }: { readonly count: number }) {
  const columns = useColumns()
  const table = useColumnLayout(columns, NO_SETTINGS, ignore)
  const shown = visibleColumns(columns, table)
  return (
    <div role="grid" className={gridClasses['grid']} style={widthVariables(table)}>
      <div className={gridClasses['rows']} style={{ height: count * ROW_HEIGHT }}>
        {Array.from({ length: count }, (_, index) => (
          <GridRow
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            key={index}
            gridId="static"
            index={index}
            y={index * ROW_HEIGHT}
            row={mockDomain(index)}
            columns={shown}
            selectLabel=""
            isSelected={false}
            canToggle
            isOpen={false}
            activeColumn={null}
          />
        ))}
      </div>
    </div>
  )
}

const root = document.getElementById('root')
invariant(root, 'index.html has #root')
const staticRows = Number(new URLSearchParams(location.search).get('static') ?? 0)
createRoot(root).render(
  <I18nextProvider i18n={createI18n()}>
    <MantineProvider theme={theme} cssVariablesResolver={accessibleColors}>
      {staticRows > 0 ? <StaticList count={staticRows} /> : <ProductTable />}
    </MantineProvider>
  </I18nextProvider>,
)

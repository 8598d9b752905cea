import { Button } from '@mantine/core'
import { IconClipboardList } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { DomainItem } from '../../../../core/contract/http/domains.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { FilterBar } from '../../../ui/filters/filter-bar.tsx'
import type { FilterValues } from '../../../ui/filters/filter-definition.ts'
import { PageHeader } from '../../../ui/layout/page-header.tsx'
import type { ColumnSetting } from '../../../ui/table/column-layout.ts'
import { ColumnsMenu } from '../../../ui/table/columns-menu.tsx'
import type { GridColumn } from '../../../ui/table/grid-column.ts'
import { SavedViews } from '../../views/components/saved-views.tsx'
import classes from '../domains-page.module.css'
import { useDomainFilters } from '../use-domain-filters.ts'
import type { DomainsAddress } from '../use-domains-address.ts'
import { ExportMenu } from './export-menu.tsx'

type DomainsToolbarProps = {
  readonly address: DomainsAddress
  /** Names that match; null while they are counted. */
  readonly total: number | null
  readonly columns: readonly GridColumn<DomainItem>[]
  readonly settings: readonly ColumnSetting[]
  readonly onSettings: (settings: readonly ColumnSetting[]) => void
  readonly searchRef: RefObject<HTMLInputElement | null>
  /** Goes on to the table. */
  readonly onSearched: () => void
  readonly onPasteList: () => void
}

/** The head of the page: how many names, what can be done with the list, its filters. */
export function DomainsToolbar(props: DomainsToolbarProps) {
  const { address, total, columns, settings, onSettings, searchRef, onSearched, onPasteList } = props
  const { t } = useTranslation('domains')
  const format = useFormat()
  const { filter, sort } = address
  return (
    <>
      <PageHeader
        title={t('title')}
        note={total === null ? null : t('total', { count: total, formatted: format.count(total) })}
      >
        <Button variant="default" leftSection={<IconClipboardList size={15} />} onClick={onPasteList}>
          {t('paste.title')}
        </Button>
        <SavedViews
          page="domains"
          search={{ ...filter, sort }}
          columns={settings}
          onOpen={(view, viewColumns) => {
            onSettings(viewColumns)
            address.goTo(view)
          }}
        />
        <ColumnsMenu columns={columns} settings={settings} onSettings={onSettings} />
        <ExportMenu filter={filter} sort={sort} />
      </PageHeader>
      <div className={classes.filters}>
        <FilterBar
          definitions={useDomainFilters()}
          values={filter as FilterValues}
          onChange={(values) => address.change(values, 'search' in values ? 'replace' : 'push')}
          searchLabel={t('search')}
          searchRef={searchRef}
          onSearched={onSearched}
        />
      </div>
    </>
  )
}

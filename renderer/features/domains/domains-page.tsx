import { Button } from '@mantine/core'
import { IconClipboardList } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DomainItem } from '../../../core/contract/http/domains.ts'
import { useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { FilterBar } from '../../ui/filters/filter-bar.tsx'
import type { FilterValues } from '../../ui/filters/filter-definition.ts'
import { PageHeader } from '../../ui/layout/page-header.tsx'
import { ColumnsMenu } from '../../ui/table/columns-menu.tsx'
import { DataGrid } from '../../ui/table/data-grid.tsx'
import { useRowBlocks, useRowTotal } from '../../ui/table/use-row-blocks.ts'
import { useStoredColumns } from '../../ui/table/use-stored-columns.ts'
import { BulkBar } from '../bulk/components/bulk-bar.tsx'
import { BulkDialog } from '../bulk/components/bulk-dialog.tsx'
import type { BulkIntent } from '../bulk/planned-change.ts'
import { SavedViews } from '../views/components/saved-views.tsx'
import { domainRows } from './api/list-domains.ts'
import { DomainDrawer } from './components/domain-drawer.tsx'
import { DomainsEmpty } from './components/domains-empty.tsx'
import { ExportMenu } from './components/export-menu.tsx'
import { PasteDialog } from './components/paste-dialog.tsx'
import { domainColumns } from './domain-columns.tsx'
import { selectionBody, selectNames, useDomainSelection } from './domain-selection.ts'
import classes from './domains-page.module.css'
import { type DomainsSearch, filterOf, hasFilter } from './domains-search.ts'
import { useDomainFilters } from './use-domain-filters.ts'

const routeApi = getRouteApi('/accounts/$account/domains')

type BulkWork = { readonly intent: BulkIntent; readonly names: readonly string[] | null }

/** The bulk table: every name with what will happen to it; filter, select, change hundreds at once. */
export function DomainsPage() {
  const { t } = useTranslation(['domains', 'common'])
  const format = useFormat()
  const { id: account, today } = useAccount()
  const search = routeApi.useSearch()
  const navigate = useNavigate()
  const filter = useMemo(() => filterOf(search), [search])
  const columns = useMemo(() => domainColumns({ t, format, today, account }), [t, format, today, account])
  const [settings, setSettings] = useStoredColumns('domains')
  const rows = useRowBlocks(domainRows(account, filter, search.sort))
  const total = useRowTotal(rows)
  const selection = useDomainSelection(filter)
  const searchField = useRef<HTMLInputElement>(null)
  const [work, setWork] = useState<BulkWork | null>(null)
  const [pasted, setPasted] = useState<string | null>(null)

  const go = (change: Partial<DomainsSearch>, replace = true) =>
    void navigate({ to: '.', search: (before: DomainsSearch) => ({ ...before, ...change }), replace })
  const start = (intent: BulkIntent, row?: DomainItem) => {
    if (selection.count > 0) setWork({ intent, names: null })
    else if (row) setWork({ intent, names: [row.name] })
  }
  const onLetter = (letter: string, row: DomainItem | undefined) => {
    if (letter === '/') searchField.current?.focus()
    if (letter === 'e') start(toggledRenewal(row), row)
    if (letter === 'l') start({ kind: 'form', action: 'setLocks' }, row)
  }
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('title')}
        note={total === null ? null : t('total', { count: total, formatted: format.count(total) })}
      >
        <Button variant="default" leftSection={<IconClipboardList size={15} />} onClick={() => setPasted('')}>
          {t('paste.title')}
        </Button>
        <SavedViews
          page="domains"
          search={{ ...filter, sort: search.sort }}
          columns={settings}
          onOpen={(view, viewColumns) => {
            setSettings(viewColumns)
            void navigate({ to: '.', search: view })
          }}
        />
        <ColumnsMenu columns={columns} settings={settings} onSettings={setSettings} />
        <ExportMenu filter={filter} sort={search.sort} />
      </PageHeader>
      <div className={classes.filters}>
        <FilterBar
          definitions={useDomainFilters()}
          values={filter as FilterValues}
          onChange={(values) => go(values, 'search' in values)}
          searchLabel={t('search')}
          searchRef={searchField}
        />
      </div>
      <div className={classes.table}>
        <DataGrid
          label={t('title')}
          columns={columns}
          settings={settings}
          onSettings={setSettings}
          rows={rows}
          sort={search.sort ?? 'name'}
          onSort={(sort) => go({ sort })}
          selection={selection}
          openId={search.open ?? null}
          onOpen={(row) => go({ open: row.name }, false)}
          onLetter={onLetter}
          onPaste={setPasted}
          empty={<DomainsEmpty isFiltered={hasFilter(filter)} onClear={() => void navigate({ to: '.', search: {} })} />}
          rowId={(row) => row.name}
          rowLabel={(row) => row.unicodeName}
        />
      </div>
      {selection.count > 0 && (
        <BulkBar
          count={selection.count}
          matching={selection.all === 'all' || total === null ? null : total}
          onSelectMatching={() => selection.selectAll(total ?? 0)}
          onIntent={(intent) => start(intent)}
          onClear={selection.clear}
        />
      )}
      {search.open !== undefined && (
        <DomainDrawer
          name={search.open}
          onClose={() => go({ open: undefined }, false)}
          onIntent={(intent, name) => setWork({ intent, names: [name] })}
        />
      )}
      {pasted !== null && <PasteDialog text={pasted} onFound={selectNames} onClose={() => setPasted(null)} />}
      {work && (
        <BulkDialog
          intent={work.intent}
          selection={work.names ? { names: [...work.names] } : selectionBody()}
          count={work.names ? work.names.length : selection.count}
          onClose={() => setWork(null)}
        />
      )}
    </div>
  )
}

/** `e` proposes the opposite of what the row is set to; without a row to look at, auto-renew. */
function toggledRenewal(row: DomainItem | undefined): BulkIntent {
  const mode = row?.renewal.mode === 'renew' ? 'expire' : 'renew'
  return { kind: 'change', change: { action: 'setRenewal', params: { mode } } }
}

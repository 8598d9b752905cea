import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DomainItem } from '../../../core/contract/http/domains.ts'
import { useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { DataGrid } from '../../ui/table/data-grid.tsx'
import { useRowBlocks, useRowTotal } from '../../ui/table/use-row-blocks.ts'
import { useStoredColumns } from '../../ui/table/use-stored-columns.ts'
import { BulkBar } from '../bulk/components/bulk-bar.tsx'
import { BulkDialog } from '../bulk/components/bulk-dialog.tsx'
import type { BulkIntent } from '../bulk/planned-change.ts'
import { domainRows } from './api/list-domains.ts'
import { DomainDrawer } from './components/domain-drawer.tsx'
import { DomainsEmpty } from './components/domains-empty.tsx'
import { DomainsToolbar } from './components/domains-toolbar.tsx'
import { PasteDialog } from './components/paste-dialog.tsx'
import { domainColumns } from './domain-columns.tsx'
import { selectionBody, selectNames, useDomainSelection } from './domain-selection.ts'
import classes from './domains-page.module.css'
import { hasFilter } from './domains-search.ts'
import { useDomainsAddress } from './use-domains-address.ts'
import { useKnownWords } from './use-known-words.ts'

/** A change on its way: of the names given, or of the selection. */
type BulkWork = { readonly intent: BulkIntent; readonly names: readonly string[] | null }

/** The bulk table: every name with what will happen to it; filter, select, change hundreds at once. */
export function DomainsPage() {
  const { t } = useTranslation('domains')
  const address = useDomainsAddress()
  const columns = useDomainColumns()
  const [settings, setSettings] = useStoredColumns('domains')
  const rows = useRowBlocks(domainRows(useAccount().id, address.filter, address.sort))
  const total = useRowTotal(rows)
  const selection = useDomainSelection(address.filter)
  const known = useKnownWords()
  const searchField = useRef<HTMLInputElement>(null)
  const table = useRef<HTMLDivElement>(null)
  const [work, setWork] = useState<BulkWork | null>(null)
  const [pasted, setPasted] = useState<string | null>(null)

  const startOn = (row: DomainItem | undefined, intent: BulkIntent) => {
    if (selection.count > 0) setWork({ intent, names: null })
    else if (row) setWork({ intent, names: [row.name] })
  }
  const onLetter = (letter: string, row: DomainItem | undefined) => {
    if (letter === 'e') startOn(row, toggledRenewal(row))
    if (letter === 'l') startOn(row, { kind: 'form', action: 'setLocks' })
  }
  return (
    <div className={classes.page}>
      <DomainsToolbar
        address={address}
        total={total}
        columns={columns}
        settings={settings}
        onSettings={setSettings}
        searchRef={searchField}
        onSearched={() => table.current?.querySelector<HTMLElement>('[role=grid] [tabindex="0"]')?.focus()}
        onPasteList={() => setPasted('')}
      />
      <div ref={table} className={classes.table}>
        <DataGrid
          label={t('title')}
          columns={columns}
          settings={settings}
          onSettings={setSettings}
          rows={rows}
          sort={address.sort ?? 'name'}
          onSort={(sort) => address.change({ sort }, 'replace')}
          selection={selection}
          openId={address.open ?? null}
          onOpen={(row) => address.change({ open: row.name }, 'push')}
          onLetter={onLetter}
          onPaste={setPasted}
          empty={<DomainsEmpty isFiltered={hasFilter(address.filter)} onClear={() => address.goTo({})} />}
          rowId={nameOf}
          rowLabel={shownNameOf}
        />
      </div>
      {selection.count > 0 && (
        <BulkBar
          count={selection.count}
          matching={selection.all === 'all' ? null : total}
          onSelectMatching={() => selection.selectAll(total ?? 0)}
          onIntent={(intent) => setWork({ intent, names: null })}
          onClear={selection.clear}
        />
      )}
      {address.open !== undefined && (
        <DomainDrawer
          name={address.open}
          tab={address.tab ?? 'overview'}
          onTab={(tab) => address.change({ tab: tab === 'overview' ? undefined : tab }, 'replace')}
          onClose={() => address.change({ open: undefined, tab: undefined }, 'push')}
          onIntent={(intent, name) => setWork({ intent, names: [name] })}
        />
      )}
      {pasted !== null && <PasteDialog text={pasted} onFound={selectNames} onClose={() => setPasted(null)} />}
      {work && (
        <BulkDialog
          intent={work.intent}
          selection={work.names ? { names: [...work.names] } : selectionBody()}
          count={work.names?.length ?? selection.count}
          known={known}
          onClose={() => setWork(null)}
        />
      )}
    </div>
  )
}

const nameOf = (row: DomainItem): string => row.name
const shownNameOf = (row: DomainItem): string => row.unicodeName

/** Stable while language and day are: the rows of the table draw again when the columns change. */
function useDomainColumns() {
  const { t } = useTranslation(['domains', 'common'])
  const format = useFormat()
  const { id: account, today, timeZone } = useAccount()
  return useMemo(() => domainColumns({ t, format, today, account, timeZone }), [t, format, today, account, timeZone])
}

/** `e` proposes the opposite of what the row is set to; without a row to look at, auto-renew. */
function toggledRenewal(row: DomainItem | undefined): BulkIntent {
  const mode = row?.renewal.mode === 'renew' ? 'expire' : 'renew'
  return { kind: 'change', change: { action: 'setRenewal', params: { mode } } }
}

import { Anchor, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { pageQueryOf } from '../../ui/table/paged-table.tsx'
import { bankFileQuery, bankFilesQuery, bankLinesQuery } from './api/bank-files.ts'
import { FileTable } from './components/file-table.tsx'
import { LineStates } from './components/line-states.tsx'
import { LineTable } from './components/line-table.tsx'
import { SureLines } from './components/sure-lines.tsx'
import { TakeIn } from './components/take-in.tsx'
import type { BankFilesSearch } from './searches.ts'

const routeApi = getRouteApi('/accounts/$account/operator/bank-files')
const RECENT_FILES = 20

/** Money that came in over the bank: files are taken in, and a person says whose each line is. */
export function BankFilesPage() {
  const { t } = useTranslation('bank')
  const account = useAccount()
  const { file, state = 'open', page = 1 } = routeApi.useSearch()
  const navigate = routeApi.useNavigate()
  const files = useQuery(bankFilesQuery(account.id, { limit: RECENT_FILES, offset: 0 }))
  const filter = { ...(file !== undefined && { file }), ...(state !== 'all' && { state }) }
  const lines = useQuery(bankLinesQuery(account.id, { ...filter, ...pageQueryOf(page) }))
  const show = (search: BankFilesSearch) => void navigate({ search })
  return (
    <>
      <Panel title={t('takeIn.title')} explanation={t('takeIn.explanation')}>
        <TakeIn onTaken={(id) => show({ file: id })} />
      </Panel>
      <Panel
        title={file === undefined ? t('lines.title') : t('lines.ofFile')}
        explanation={file === undefined ? t('lines.explanation') : <OneFile id={file} />}
        actions={<SureLines file={file} />}
      >
        <LineStates file={file} chosen={state} onChoose={(next) => show({ ...(file && { file }), state: next })} />
        <QueryState query={lines}>
          {({ items, total }) => (
            <LineTable
              lines={items}
              total={total}
              state={state}
              page={page}
              onPage={(next) => show({ ...(file && { file }), state, page: next })}
              isReading={lines.isFetching}
            />
          )}
        </QueryState>
      </Panel>
      <Panel title={t('files.title')} actions={<ToPayerNames />}>
        <QueryState query={files}>{({ items }) => <FileTable files={items} isReading={files.isFetching} />}</QueryState>
      </Panel>
    </>
  )
}

/** Which file the lines are from, with the way back to those of all files. */
function OneFile({ id }: { readonly id: string }) {
  const { t } = useTranslation('bank')
  const account = useAccount()
  const format = useFormat()
  const { data } = useQuery(bankFileQuery(account.id, id))
  return (
    <Group component="span" gap="xs">
      {data && (
        <Text span>
          {t('lines.from', {
            name: data.fileName ?? t('files.unnamed'),
            at: format.instant(data.createdAt, account.timeZone),
          })}
        </Text>
      )}
      <Anchor
        renderRoot={(props) => (
          <Link {...props} to="/accounts/$account/operator/bank-files" params={{ account: account.id }} search={{}} />
        )}
      >
        {t('lines.ofAll')}
      </Anchor>
    </Group>
  )
}

function ToPayerNames() {
  const { t } = useTranslation('bank')
  const { id: account } = useAccount()
  return (
    <Anchor
      renderRoot={(props) => (
        <Link {...props} to="/accounts/$account/operator/payer-names" params={{ account }} search={{}} />
      )}
    >
      {t('payerNames.title')}
    </Anchor>
  )
}

import { Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { type Notice, noticeQuery } from './api/get-notice.ts'
import { DecisionFiles } from './components/decision-files.tsx'
import { HandInSheet } from './components/hand-in-sheet.tsx'
import { NoticeDownloads } from './components/notice-downloads.tsx'
import { NoticeNames } from './components/notice-names.tsx'
import { NoticeByMode, NoticeByWeek } from './components/notice-sums.tsx'
import { ToNotices } from './components/to-notices.tsx'
import { monthOfAddress } from './month-of-address.ts'

const routeApi = getRouteApi('/accounts/$account/renewals/notices/$month')

/** One month: sums, names, files to take along, and the way back for filled-in sheets. */
export function NoticePage() {
  const month = monthOfAddress(routeApi.useParams().month)
  const { page = 1 } = routeApi.useSearch()
  const { id: account, can } = useAccount()
  const notice = useQuery(noticeQuery(account, month, page))
  const navigate = routeApi.useNavigate()
  return (
    <QueryState query={notice} wayOut={<ToNotices />}>
      {(known) => (
        <>
          <NoticeHead notice={known} />
          <NoticeByMode notice={known} />
          <NoticeByWeek notice={known} />
          <NoticeNames
            notice={known}
            page={page}
            isReading={notice.isFetching}
            onPage={(next) => void navigate({ search: { page: next } })}
          />
          {can('renewal.decide') && <HandInPanel notice={known} />}
        </>
      )}
    </QueryState>
  )
}

function NoticeHead({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation('renewals')
  const format = useFormat()
  const { timeZone } = useAccount()
  return (
    <Group justify="space-between">
      <div>
        <Title order={2}>{t('notice.title', { month: format.month(notice.month) })}</Title>
        <Text c="dimmed">
          {t('notice.window', {
            from: format.day(notice.windowFrom),
            to: format.day(notice.windowTo),
            madeAt: format.instant(notice.madeAt, timeZone),
          })}
        </Text>
      </div>
      <NoticeDownloads month={notice.month} />
    </Group>
  )
}

function HandInPanel({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation('renewals')
  return (
    <Panel title={t('handIn.title')} explanation={t('handIn.explanation')}>
      <HandInSheet month={notice.month} />
      <DecisionFiles month={notice.month} />
    </Panel>
  )
}

import { EmptyState, Text } from '@mantine/core'
import { IconCalendarCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { Day } from '../../../ui/layout/day.tsx'
import { Panel } from '../../../ui/layout/panel.tsx'
import { NamesLink } from '../../../ui/links/names-link.tsx'
import { type PagedColumn, PagedTable } from '../../../ui/table/paged-table.tsx'
import type { Notice, NoticeItem } from '../api/get-notice.ts'
import classes from '../renewals.module.css'

type NoticeNamesProps = {
  readonly notice: Notice
  readonly page: number
  readonly isReading: boolean
  readonly onPage: (page: number) => void
}

/** The names of the notice as they stood when it was made; each leads to the name as it is now. */
export function NoticeNames({ notice, page, isReading, onPage }: NoticeNamesProps) {
  const { t } = useTranslation('renewals')
  const columns = useNoticeColumns()
  return (
    <Panel title={t('notice.list')} explanation={t('notice.listExplanation')}>
      <PagedTable
        label={t('notice.list')}
        columns={columns}
        rows={notice.items}
        total={notice.total}
        page={page}
        onPage={onPage}
        isReading={isReading}
        rowId={({ name }) => name}
        empty={<EmptyState icon={<IconCalendarCheck />} title={t('notice.empty')} />}
      />
    </Panel>
  )
}

function useNoticeColumns(): readonly PagedColumn<NoticeItem>[] {
  const { t } = useTranslation(['renewals', 'common'])
  const format = useFormat()
  return [
    {
      id: 'name',
      title: t('columns.name'),
      cell: ({ name, unicodeName }) => (
        <NamesLink filter={{}} open={name}>
          {unicodeName}
        </NamesLink>
      ),
    },
    {
      id: 'expiresOn',
      title: t('columns.expiresOn'),
      isUnbroken: true,
      cell: ({ expiresOn }) => <Day day={expiresOn} />,
    },
    {
      id: 'decideBy',
      title: t('columns.decideBy'),
      isUnbroken: true,
      cell: ({ decideBy }) => <Day day={decideBy} />,
    },
    {
      id: 'mode',
      title: t('columns.mode'),
      isUnbroken: true,
      cell: ({ mode, scope }) => (
        <>
          <span className={classes.mode} data-mode={mode}>
            {t(`common:modes.${mode}`)}
          </span>{' '}
          <Text span size="xs" c="dimmed">
            {t(`common:scopes.${scope}`)}
          </Text>
        </>
      ),
    },
    {
      id: 'price',
      title: t('columns.price'),
      align: 'end',
      cell: ({ price }) => (price ? format.money(price) : '–'),
    },
    { id: 'department', title: t('columns.department'), cell: ({ department }) => department ?? '–' },
    { id: 'tags', title: t('columns.tags'), cell: ({ tags }) => (tags.length > 0 ? format.list(tags) : '–') },
  ]
}

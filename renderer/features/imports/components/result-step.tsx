import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { addDays } from '../../../../core/calendar/iso-date.ts'
import { ROWS_KEPT_DAYS } from '../../../../core/portfolio/import/row-keeping.ts'
import { useAccount } from '../../../data/account.tsx'
import { invalidateAccount } from '../../../data/live-changes.ts'
import { Panel } from '../../../ui/layout/panel.tsx'
import { JobWatch } from '../../jobs/components/job-watch.tsx'
import { importQuery } from '../api/get-import.ts'
import type { ImportFile } from '../api/list-imports.ts'
import { RefusedButton } from './check-step.tsx'

const LIST_DAYS = 90

/** Progress, then the outcome, then what to look at next. The page can be left at any time. */
export function ResultStep({ file }: { readonly file: ImportFile }) {
  const { t } = useTranslation('imports')
  const client = useQueryClient()
  const navigate = useNavigate()
  const { id: account } = useAccount()
  const refresh = () => {
    void client.invalidateQueries({ queryKey: importQuery(account, file.id).queryKey })
    invalidateAccount(client, account)
  }
  return (
    <Stack gap="md">
      <Panel title={t('result.title')}>
        {file.job ? (
          <JobWatch
            key={file.job.id}
            id={file.job.id}
            onDone={refresh}
            onClose={() => void navigate({ to: '/accounts/$account/imports', params: { account } })}
          />
        ) : (
          <Loader size={16} />
        )}
      </Panel>
      {file.state === 'applied' && <NextSteps file={file} />}
    </Stack>
  )
}

function NextSteps({ file }: { readonly file: ImportFile }) {
  const { t } = useTranslation('imports')
  const navigate = useNavigate()
  const { id: account, today } = useAccount()
  const openNames = (search: { expiresFrom?: string; expiresTo?: string; sort?: string; connection?: string }) =>
    void navigate({ to: '/accounts/$account/domains', params: { account }, search: search as object })
  return (
    <Panel title={t('next.title')} explanation={t('next.explanation')}>
      <Group>
        <Button
          rightSection={<IconArrowRight size={15} aria-hidden />}
          onClick={() => openNames({ expiresFrom: today, expiresTo: addDays(today, LIST_DAYS), sort: 'decideBy' })}
        >
          {t('next.within90')}
        </Button>
        <Button
          variant="default"
          onClick={() => openNames(file.connection === null ? {} : { connection: file.connection })}
        >
          {t('next.names')}
        </Button>
        {file.counts.refused > 0 && file.rowsKept && <RefusedButton file={file} />}
      </Group>
      {file.counts.refused > 0 && (
        <Text c="dimmed" mt="xs">
          {t('next.refused', { count: file.counts.refused })}
        </Text>
      )}
      {!file.rowsKept && (
        <Text c="dimmed" mt="xs">
          {t('next.rowsGone', { count: ROWS_KEPT_DAYS })}
        </Text>
      )}
    </Panel>
  )
}

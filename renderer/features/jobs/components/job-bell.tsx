import { ActionIcon, Indicator, Popover, ScrollArea, Stack, Text } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { isFinished } from '../api/get-job.ts'
import { type Job, recentJobsQuery } from '../api/list-jobs.ts'
import { jobTitleKey } from '../job-title.ts'
import { JobItem } from './job-item.tsx'
import { JobWatch } from './job-watch.tsx'

/** Long work that was left running is found again here, with its outcome. */
export function JobBell() {
  const { t } = useTranslation('jobs')
  const account = useAccount()
  const { data } = useQuery({ ...recentJobsQuery(account.id), enabled: account.can('jobs.read') })
  const jobs = data?.items ?? []
  const running = jobs.filter((job) => !isFinished(job)).length
  const [isOpen, setIsOpen] = useState(false)
  const [watched, setWatched] = useState<Job | null>(null)
  const watch = (job: Job) => {
    setIsOpen(false)
    setWatched(job)
  }
  return (
    <>
      <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" width={380} shadow="md" trapFocus>
        <Indicator label={running} size={16} disabled={running === 0} color="indigo" offset={5}>
          <Popover.Target>
            <ActionIcon size={30} aria-label={t('bell', { count: running })} onClick={() => setIsOpen(!isOpen)}>
              <IconBell size={19} stroke={1.6} />
            </ActionIcon>
          </Popover.Target>
        </Indicator>
        <Popover.Dropdown p={0} aria-label={t('title')}>
          <Text fw={600} px="sm" py="xs">
            {t('title')}
          </Text>
          <ScrollArea.Autosize mah="60vh" viewportProps={{ tabIndex: 0 }}>
            {jobs.length === 0 && (
              <Text c="dimmed" px="sm" pb="sm">
                {t('none')}
              </Text>
            )}
            <Stack gap={0}>
              {jobs.map((job) => (
                <JobItem key={job.id} job={job} onOpen={() => watch(job)} />
              ))}
            </Stack>
          </ScrollArea.Autosize>
        </Popover.Dropdown>
      </Popover>
      {watched && (
        <Dialog title={t(jobTitleKey(watched))} size={620} onClose={() => setWatched(null)}>
          <JobWatch id={watched.id} onClose={() => setWatched(null)} />
        </Dialog>
      )}
    </>
  )
}

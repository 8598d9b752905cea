import { Loader, Progress, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { jobQuery } from '../../jobs/api/get-job.ts'
import type { ImportFile } from '../api/list-imports.ts'

/** While rows are checked: at once for a short file, with a count for a long one. */
export function CheckingStep({ file }: { readonly file: ImportFile }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const { id: account } = useAccount()
  const { data: job } = useQuery({ ...jobQuery(account, file.job?.id ?? ''), enabled: file.job !== null })
  if (!job || job.total === 0) {
    return (
      <Stack align="center" p="xl" role="status">
        <Loader size={22} />
        <Text>{t('checking')}</Text>
      </Stack>
    )
  }
  return (
    <Stack p="md" role="status">
      <Text>{t('checkingRows', { done: format.count(job.done), total: format.count(job.total) })}</Text>
      <Progress value={(job.done / job.total) * 100} animated aria-label={t('checking')} />
    </Stack>
  )
}

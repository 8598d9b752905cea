import { Alert, Button, Group, Stack } from '@mantine/core'
import { IconDownload, IconInfoCircle } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getRefusedRows } from '../../../../core/contract/http/imports.ts'
import { useAccount } from '../../../data/account.tsx'
import { fileAddress, saveFile } from '../../../data/save-file.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { CountFilter } from '../../../ui/filters/count-filter.tsx'
import { Panel } from '../../../ui/layout/panel.tsx'
import type { ImportFile } from '../api/list-imports.ts'
import { IMPORT_VERDICTS } from '../import-search.ts'
import { ApplyBar } from './apply-bar.tsx'
import { ImportRows } from './import-rows.tsx'
import { RecognisedLine } from './recognised-facts.tsx'

const routeApi = getRouteApi('/accounts/$account/imports/$import')

/** The dry run: what each row would do, and the button that does it. */
export function CheckStep({ file }: { readonly file: ImportFile }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const navigate = routeApi.useNavigate()
  const { verdict, page = 1 } = routeApi.useSearch()
  const { conflict, refused } = file.counts
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <RecognisedLine file={file} />
        <Button variant="default" flex="none" onClick={() => void navigate({ search: { step: 'reading' } })}>
          {t('changeReading')}
        </Button>
      </Group>
      <Panel
        title={t('check.title')}
        explanation={t('check.explanation')}
        actions={refused > 0 && <RefusedButton file={file} />}
      >
        <CountFilter
          label={t('verdicts.label')}
          options={IMPORT_VERDICTS.map((value) => ({
            value,
            label: t(`verdicts.${value}`),
            count: file.counts[value],
            isLoss: value === 'refused',
          }))}
          chosen={verdict}
          onChoose={(next) => void navigate({ search: { verdict: next }, replace: true })}
        />
        {conflict > 0 && (
          <Alert mb="sm" color="gray" variant="light" icon={<IconInfoCircle />} p="xs">
            {t('check.conflicts', { count: conflict, formatted: format.count(conflict) })}
          </Alert>
        )}
        <ImportRows
          id={file.id}
          verdict={verdict}
          page={page}
          onPage={(next) => void navigate({ search: { verdict, page: next } })}
        />
      </Panel>
      <ApplyBar file={file} />
    </Stack>
  )
}

/** The refused rows as a file, to be corrected and imported again. */
export function RefusedButton({ file }: { readonly file: ImportFile }) {
  const { t } = useTranslation('imports')
  const { id: account } = useAccount()
  const address = fileAddress(getRefusedRows, { account, id: file.id })
  return (
    <Group>
      <Button
        variant="default"
        leftSection={<IconDownload size={15} aria-hidden />}
        onClick={() => void saveFile(address, 'refused.csv')}
      >
        {t('refusedFile')}
      </Button>
    </Group>
  )
}

import { Button, EmptyState } from '@mantine/core'
import { IconFileAlert } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import type { ImportFile } from '../api/list-imports.ts'
import { useRefusalText } from '../use-refusal-text.ts'

/** A file that could not be read or taken over: why, and the way to another try. */
export function FailedStep({ file }: { readonly file: ImportFile }) {
  const { t } = useTranslation('imports')
  const { id: account } = useAccount()
  const { ofFile } = useRefusalText()
  const reason = file.problem ? ofFile(file.problem.code, file.problem.detail) : undefined
  return (
    <EmptyState role="alert" icon={<IconFileAlert />} title={t('failed.title')} description={reason}>
      <EmptyState.Actions>
        <Button component={Link} to={`/accounts/${encodeURIComponent(account)}/imports`}>
          {t('failed.action')}
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  )
}

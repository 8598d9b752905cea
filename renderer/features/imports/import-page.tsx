import { Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../core/base/invariant.ts'
import { useAccount } from '../../data/account.tsx'
import { PageHeader } from '../../ui/layout/page-header.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { importQuery } from './api/get-import.ts'
import type { ImportFile } from './api/list-imports.ts'
import { CheckStep } from './components/check-step.tsx'
import { CheckingStep } from './components/checking-step.tsx'
import { FailedStep } from './components/failed-step.tsx'
import { GoneStep } from './components/gone-step.tsx'
import { ImportSteps } from './components/import-steps.tsx'
import { ReadingStep } from './components/reading-step.tsx'
import { ResultStep } from './components/result-step.tsx'
import classes from './imports.module.css'

const routeApi = getRouteApi('/accounts/$account/imports/$import')

/** One file on its way: how it is read, what it would change, and what came of it. */
export function ImportPage() {
  const { t } = useTranslation('imports')
  const { import: id } = routeApi.useParams()
  const { id: account } = useAccount()
  const query = useQuery(importQuery(account, id))
  return (
    <>
      <PageHeader title={t('title')} note={query.data ? (query.data.fileName ?? t('pastedList')) : undefined} />
      <Stack className={classes.page} gap="md">
        <QueryState query={query} wayOut={<ToImports />}>
          {(file) => <ImportStep key={file.id} file={file} />}
        </QueryState>
      </Stack>
    </>
  )
}

/** From a file that is not there to those that were taken in. */
function ToImports() {
  const { t } = useTranslation('imports')
  const { id: account } = useAccount()
  return (
    <Button
      variant="default"
      renderRoot={(props) => <Link {...props} to="/accounts/$account/imports" params={{ account }} />}
    >
      {t('recent.showAll')}
    </Button>
  )
}

function ImportStep({ file }: { readonly file: ImportFile }) {
  const { step } = routeApi.useSearch()
  if (!file.rowsKept && file.state !== 'applied') return <GoneStep />
  const isReading = file.state === 'questions' || (file.state === 'ready' && step === 'reading')
  return (
    <>
      <ImportSteps state={file.state} isReading={isReading} />
      {isReading ? <ReadingStep file={file} /> : <StepOfState file={file} />}
    </>
  )
}

function StepOfState({ file }: { readonly file: ImportFile }) {
  switch (file.state) {
    case 'reading':
      return <CheckingStep file={file} />
    case 'questions':
      return <ReadingStep file={file} />
    case 'ready':
      return <CheckStep file={file} />
    case 'applying':
    case 'applied':
      return <ResultStep file={file} />
    case 'failed':
      return <FailedStep file={file} />
    default:
      return assertNever(file.state, 'state of an import')
  }
}

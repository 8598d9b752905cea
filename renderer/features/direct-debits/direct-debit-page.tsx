import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getDirectDebitFile } from '../../../core/contract/http/direct-debits.ts'
import { useAccount } from '../../data/account.tsx'
import { fileAddress, saveFile } from '../../data/save-file.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { DropZone } from '../../ui/files/drop-zone.tsx'
import { FormProblem } from '../../ui/forms/form-problem.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { useProblemNotice } from '../../ui/layout/use-problem-notice.ts'
import { type DebitRequest, debitRequestQuery, useHandResultIn, useWithdrawRequest } from './api/direct-debits.ts'
import { DebitTable } from './components/debit-table.tsx'

const routeApi = getRouteApi('/accounts/$account/operator/direct-debits/$request')

/** One request: its file for the bank, the bank's result, and what became of each debit. */
export function DirectDebitPage() {
  const { t } = useTranslation('debits')
  const account = useAccount()
  const { request: id } = routeApi.useParams()
  const request = useQuery(debitRequestQuery(account.id, id))
  return (
    <QueryState query={request} wayOut={<ToRequests />}>
      {({ debits, ...data }) => (
        <>
          <RequestPanel request={data} />
          {data.state === 'requested' && <ResultPanel id={id} />}
          <Panel title={t('debits.title')}>
            <DebitTable debits={debits} isReading={request.isFetching} withResult />
          </Panel>
        </>
      )}
    </QueryState>
  )
}

function ToRequests() {
  const { t } = useTranslation('debits')
  const { id: account } = useAccount()
  return (
    <Anchor
      renderRoot={(props) => (
        <Link {...props} to="/accounts/$account/operator/direct-debits" params={{ account }} search={{}} />
      )}
    >
      {t('made.all')}
    </Anchor>
  )
}

function RequestPanel({ request }: { readonly request: DebitRequest }) {
  const { t } = useTranslation('debits')
  const format = useFormat()
  const { timeZone } = useAccount()
  const tell = useProblemNotice()
  const { id, debitOn, state, count, sum, paid, arrived, createdAt } = request
  const withdraw = useWithdrawRequest(id)
  const save = () => void saveFile(fileAddress(getDirectDebitFile, { id }), t('fileName', { day: debitOn })).catch(tell)
  const counted = (number: number) => ({ count: number, formatted: format.count(number) })
  return (
    <Panel
      title={t('one.title', { day: format.day(debitOn) })}
      explanation={<ToRequests />}
      actions={
        <>
          <Button variant="default" onClick={save}>
            {t('one.save')}
          </Button>
          {state === 'requested' && (
            <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
              {t('one.withdraw')}
            </Button>
          )}
        </>
      }
    >
      <Stack gap={4}>
        <Text>
          {t(`states.${state}`)} · {t('one.made', { at: format.instant(createdAt, timeZone) })}
        </Text>
        <Text>{t('request.sum', { ...counted(count), sum: format.moneyInText(sum) })}</Text>
        {state === 'answered' && (
          <>
            <Text fw={600}>{t('one.paid', { ...counted(paid.count), sum: format.moneyInText(paid.sum) })}</Text>
            <Text>{t('one.arrived', { sum: format.moneyInText(arrived) })}</Text>
          </>
        )}
        {withdraw.error && <FormProblem problem={withdraw.error} />}
      </Stack>
    </Panel>
  )
}

function ResultPanel({ id }: { readonly id: string }) {
  const { t } = useTranslation('debits')
  const hand = useHandResultIn(id)
  return (
    <Panel title={t('result.title')} explanation={t('result.explanation')}>
      <DropZone
        title={t('result.drop')}
        hint={t('result.hint')}
        isSlim
        accept=".txt,.dat,.csv,.prn,.asc"
        isBusy={hand.isPending}
        onFile={(file) => hand.mutate(file)}
      />
      {hand.error && (
        <Group mt="sm">
          <FormProblem problem={hand.error} />
        </Group>
      )}
    </Panel>
  )
}

import { Button, Checkbox, Group, Radio, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { operatedAccountsQuery } from '../../operator/api/accounts.ts'
import { type BankLine, type LineDecision, useConfirmLines } from '../api/bank-files.ts'
import { assigned, confirmed, type OpenDocument } from '../line-decisions.ts'
import { DocumentChoice } from './document-choice.tsx'
import { LineWords } from './line-words.tsx'
import { ProposalFacts } from './proposal-facts.tsx'

const ANOTHER = 'another'

/** Whose money a line is: one of the proposals, or any account. */
export function AssignDialog({ line, onClose }: { readonly line: BankLine; readonly onClose: () => void }) {
  const { t } = useTranslation(['bank', 'common'])
  const [choice, setChoice] = useState(line.proposals.length > 0 ? '0' : ANOTHER)
  const [account, setAccount] = useState<string | null>(null)
  const [documents, setDocuments] = useState<readonly OpenDocument[]>([])
  const [isAnother, setAnother] = useState(false)
  const confirm = useConfirmLines()
  const decision = decisionOf(line, choice, account === null ? null : { account, documents }, isAnother)
  const mayBook = decision !== null && (line.resembles === null || isAnother)
  return (
    <Dialog title={t('assign.title')} size={560} onClose={onClose}>
      <Stack>
        <LineWords line={line} />
        <Radio.Group label={t('assign.whose')} value={choice} onChange={setChoice}>
          <Stack gap="xs" mt={6}>
            {line.proposals.map((proposal, n) => (
              <Radio
                key={`${proposal.account} ${proposal.evidence}`}
                value={String(n)}
                label={<ProposalFacts proposal={proposal} isPlain />}
              />
            ))}
            <Radio value={ANOTHER} label={t('assign.another')} />
          </Stack>
        </Radio.Group>
        {choice === ANOTHER && (
          <>
            <AnyAccount
              value={account}
              onChange={(id) => {
                setAccount(id)
                setDocuments([])
              }}
            />
            {account !== null && <DocumentChoice line={line} of={account} chosen={documents} onChange={setDocuments} />}
          </>
        )}
        {line.resembles && (
          <Checkbox
            label={t('assign.isAnother')}
            checked={isAnother}
            onChange={(event) => setAnother(event.currentTarget.checked)}
          />
        )}
        {confirm.error && <FormProblem problem={confirm.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button
            disabled={!mayBook}
            loading={confirm.isPending}
            onClick={() => decision && confirm.mutate([{ file: line.file, lines: [decision] }], { onSuccess: onClose })}
          >
            {t('actions.confirm')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

type Chosen = { readonly account: string; readonly documents: readonly OpenDocument[] }

function decisionOf(line: BankLine, choice: string, chosen: Chosen | null, isAnother: boolean): LineDecision | null {
  const proposal = line.proposals[Number(choice)]
  if (proposal) return confirmed(line, proposal, isAnother)
  return chosen && assigned(line, chosen.account, chosen.documents, isAnother)
}

type AnyAccountProps = { readonly value: string | null; readonly onChange: (id: string | null) => void }

function AnyAccount({ value, onChange }: AnyAccountProps) {
  const { t } = useTranslation('bank')
  const { id } = useAccount()
  const accounts = useQuery(operatedAccountsQuery(id))
  return (
    <Select
      label={t('assign.account')}
      description={t('assign.accountHint')}
      placeholder={t('assign.find')}
      searchable
      data={(accounts.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
      value={value}
      onChange={onChange}
    />
  )
}

import { Button, Group, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { DropZone } from '../../../ui/files/drop-zone.tsx'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { type PriceImport, useCheckPrices, useImportPrices } from '../api/prices.ts'

const SHOWN = 100

/** A file of prices: first what it would change and what cannot be read, then the change itself. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['prices', 'common'])
  const format = useFormat()
  const [file, setFile] = useState<File | null>(null)
  const check = useCheckPrices()
  const take = useImportPrices()
  const begin = (chosen: File) => {
    setFile(chosen)
    check.mutate(chosen)
  }
  const outcome = take.data ?? check.data
  const changed = check.data?.changed ?? 0
  return (
    <Dialog title={t('import.title')} size={620} onClose={onClose}>
      <Stack>
        {!outcome && (
          <DropZone
            title={t('import.drop')}
            hint={t('import.hint')}
            accept=".csv,.txt"
            isBusy={check.isPending}
            onFile={begin}
          />
        )}
        {outcome && <Outcome outcome={outcome} isDone={take.isSuccess} />}
        {check.error && <FormProblem problem={check.error} />}
        {take.error && <FormProblem problem={take.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {take.isSuccess ? t('common:close') : t('common:cancel')}
          </Button>
          {check.data && !take.isSuccess && (
            <Button
              disabled={changed === 0}
              loading={take.isPending}
              data-autofocus
              onClick={() => file && take.mutate(file)}
            >
              {t('import.action', { count: changed, formatted: format.count(changed) })}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  )
}

function Outcome({ outcome, isDone }: { readonly outcome: PriceImport; readonly isDone: boolean }) {
  const { t } = useTranslation('prices')
  const format = useFormat()
  const { changed, same, refused } = outcome
  const counted = (count: number) => ({ count, formatted: format.count(count) })
  return (
    <>
      <div role="status">
        <Text size="lg" fw={600}>
          {t(isDone ? 'import.changed' : 'import.wouldChange', counted(changed))}
        </Text>
        {same > 0 && <Text c="dimmed">{t('import.same', counted(same))}</Text>}
      </div>
      {refused.length > 0 && (
        <div>
          <Text fw={600} c="var(--daicho-loss)">
            {t('import.refused', counted(refused.length))}
          </Text>
          <Table aria-label={t('import.refused', counted(refused.length))} verticalSpacing={3}>
            <Table.Tbody>
              {refused.slice(0, SHOWN).map(({ line, code }) => (
                <Table.Tr key={`${line} ${code}`}>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>{t('import.line', { line: format.count(line) })}</Table.Td>
                  <Table.Td>{t(`refusals.${code}`)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </>
  )
}

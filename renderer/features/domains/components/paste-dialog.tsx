import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { NameSample } from '../../../ui/dialogs/name-sample.tsx'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { useFindPasted } from '../api/find-pasted.ts'
import { MAX_PASTED, pastedNames } from '../pasted-names.ts'

type PasteDialogProps = {
  /** What was pasted into the table, or nothing yet. */
  readonly text: string
  readonly onFound: (names: readonly string[]) => void
  readonly onClose: () => void
}

/** Selects the names of a pasted list and tells which of them are not there. */
export function PasteDialog({ text: pasted, onFound, onClose }: PasteDialogProps) {
  const { t } = useTranslation(['domains', 'common'])
  const format = useFormat()
  const [text, setText] = useState(pasted)
  const find = useFindPasted()
  const names = pastedNames(text)
  const fault = names.length > MAX_PASTED ? t('paste.tooMany') : null
  const counted = (count: number) => ({ count, formatted: format.count(count) })
  return (
    <Dialog title={t('paste.title')} size={520} onClose={onClose}>
      {find.data ? (
        <Stack gap="md">
          <Text size="lg" fw={600} role="status">
            {t('paste.found', counted(find.data.found.length))}
          </Text>
          {find.data.missingCount > 0 && (
            <NameSample
              title={t('paste.missing', counted(find.data.missingCount))}
              names={find.data.missing}
              total={find.data.missingCount}
            />
          )}
          <Group justify="flex-end">
            <Button onClick={onClose} data-autofocus>
              {t('common:close')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (names.length === 0 || fault) return
            find.mutate(names, { onSuccess: ({ found }) => onFound(found) })
          }}
        >
          <Stack gap="md">
            <Text c="dimmed">{t('paste.explanation')}</Text>
            <Textarea
              aria-label={t('paste.label')}
              rows={10}
              data-autofocus
              spellCheck={false}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              error={fault}
            />
            {find.error && <FormProblem problem={find.error} />}
            <Group justify="space-between">
              <Text c="dimmed">{t('total', counted(names.length))}</Text>
              <Button type="submit" loading={find.isPending} disabled={names.length === 0}>
                {t('paste.submit')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  )
}

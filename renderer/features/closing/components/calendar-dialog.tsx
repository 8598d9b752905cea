import { Button, Fieldset, Group, Select, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { PAYMENT_STYLES } from '../../../../core/billing/billing-period.ts'
import { DELIVERIES } from '../../../../core/billing/delivery.ts'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { DayField } from '../../../ui/forms/day-field.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { MonthField } from '../../../ui/forms/month-field.tsx'
import { TimeField } from '../../../ui/forms/time-field.tsx'
import { type CalendarMonth, useSetCalendar } from '../api/closings.ts'
import { emptyPiece, ISSUER_ZONE, monthOfForm, piecesOfForm, toPieceForm } from '../calendar-form.ts'

type CalendarDialogProps = {
  /** The account that it is of. */
  readonly of: string
  /** The month that is changed; null for another one. */
  readonly month: CalendarMonth | null
  readonly onClose: () => void
}

/** Cuts a month into pieces, and says of each how it is sent, when it is issued and how it is billed. */
export function CalendarDialog({ of, month, onClose }: CalendarDialogProps) {
  const { t } = useTranslation(['closing', 'billing', 'common'])
  const set = useSetCalendar(of)
  const { fromProblem } = useFieldErrors()
  const form = useForm({
    initialValues: { period: month?.period ?? '', pieces: month?.pieces.map(toPieceForm) ?? [emptyPiece] },
    validate: { period: (value) => (monthOfForm(value) ? null : t('calendar.editor.monthHint')) },
  })
  const { pieces } = form.values
  const save = (period: string, given: ReturnType<typeof piecesOfForm>) => {
    const known = monthOfForm(period)
    if (!known) return
    set.mutate(
      { period: known, pieces: given },
      { onSuccess: onClose, onError: (problem) => form.setErrors(pieceErrors(fromProblem(problem))) },
    )
  }
  return (
    <Dialog title={t('calendar.editor.dialogTitle')} size={680} onClose={onClose}>
      <form onSubmit={form.onSubmit((values) => save(values.period, piecesOfForm(values.pieces)))} noValidate>
        <Stack>
          <MonthField
            label={t('calendar.editor.month')}
            description={t('calendar.editor.monthHint')}
            w={220}
            required
            readOnly={month !== null}
            {...form.getInputProps('period')}
          />
          {pieces.map((_piece, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece is known by its place in the month
            <Fieldset key={n} legend={t('calendar.editor.piece', { n: n + 1 })}>
              <Group align="flex-end" gap="sm">
                {n < pieces.length - 1 && (
                  <>
                    <DayField
                      label={t('calendar.editor.untilDay')}
                      required
                      {...form.getInputProps(`pieces.${n}.untilDay`)}
                    />
                    <TimeField
                      label={t('calendar.editor.untilTime')}
                      required
                      {...form.getInputProps(`pieces.${n}.untilTime`)}
                    />
                  </>
                )}
                <Select
                  label={t('calendar.channel')}
                  w={140}
                  clearable
                  placeholder={t('calendar.asUsual')}
                  data={DELIVERIES.map((value) => ({ value, label: t(`billing:deliveries.${value}`) }))}
                  {...form.getInputProps(`pieces.${n}.channel`)}
                />
                <MonthField label={t('calendar.issueMonth')} {...form.getInputProps(`pieces.${n}.issueMonth`)} />
                <Select
                  label={t('calendar.paymentStyle')}
                  w={160}
                  allowDeselect={false}
                  data={PAYMENT_STYLES.map((value) => ({ value, label: t(`calendar.styles.${value}`) }))}
                  {...form.getInputProps(`pieces.${n}.paymentStyle`)}
                />
                {pieces.length > 1 && (
                  <Button
                    variant="subtle"
                    color="gray"
                    aria-label={t('calendar.editor.removeOf', { n: n + 1 })}
                    onClick={() => form.removeListItem('pieces', n)}
                  >
                    {t('calendar.editor.remove')}
                  </Button>
                )}
              </Group>
            </Fieldset>
          ))}
          <Group>
            <Button variant="default" onClick={() => form.insertListItem('pieces', emptyPiece)}>
              {t('calendar.editor.add')}
            </Button>
            {month !== null && (
              <Button variant="subtle" color="gray" onClick={() => save(month.period, [])}>
                {t('calendar.editor.plain')}
              </Button>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {t('calendar.editor.zone', { zone: ISSUER_ZONE })}
          </Text>
          {form.errors['pieces'] && (
            <Text c="var(--daicho-loss)" role="alert">
              {form.errors['pieces']}
            </Text>
          )}
          {set.error && !form.errors['pieces'] && <FormProblem problem={set.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={set.isPending}>
              {t('calendar.editor.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

/** Faults of a cut stand below all pieces: they are about how the pieces lie to each other. */
function pieceErrors(errors: Record<string, string>): Record<string, string> {
  const [key] = Object.keys(errors).filter((path) => path.startsWith('pieces'))
  return key === undefined ? errors : { ...errors, pieces: errors[key] ?? '' }
}

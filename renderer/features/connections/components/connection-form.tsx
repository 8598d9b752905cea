import { Button, Fieldset, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { patchConnection } from '../../../../core/contract/http/connections.ts'
import { isUnassigned } from '../../../../core/portfolio/unassigned.ts'
import { cutOffSchema } from '../../../../core/renewal/deadlines.ts'
import { GATEWAYS } from '../../../../core/renewal/gateway.ts'
import { useHealth } from '../../../data/health.ts'
import { isProblem } from '../../../data/problem.ts'
import { type FieldMessages, useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import type { Connection } from '../api/list-connections.ts'
import { useSaveConnection } from '../api/save-connection.ts'
import {
  ALL_SUFFIXES,
  type ConnectionValues,
  type CutOffValues,
  changedIdentity,
  connectionValues,
  identityOf,
  NEW_CONNECTION,
  suffixKey,
  toCutOff,
} from '../connection-values.ts'
import { CutOffFields } from './cut-off-fields.tsx'

type ConnectionFormProps = {
  readonly connection: Connection | null
  readonly onCancel: () => void
  /** With the job that computes deadlines again, if there is one. */
  readonly onSaved: (job: string | null) => void
}

/** What must be filled in, as far as it is sent. */
const identitySchema = patchConnection.body.pick({ name: true, registrar: true })

/** Name, registrar and cut-offs of a connection. */
export function ConnectionForm({ connection, onCancel, onSaved }: ConnectionFormProps) {
  const { t } = useTranslation(['connections', 'common'])
  const save = useSaveConnection(connection)
  const { validate, fromProblem } = useFieldErrors()
  const checkCutOffs = useCutOffCheck()
  const mayStayBlank = connection !== null && isUnassigned(connection)
  const form = useForm<ConnectionValues>({
    initialValues: connection ? connectionValues(connection) : NEW_CONNECTION,
    validate: (values) => ({
      ...validate(identitySchema)(connection ? changedIdentity(connection, values) : identityOf(values)),
      ...checkCutOffs(values.cutOffs),
    }),
  })
  const submit = form.onSubmit((values) =>
    save.mutate(values, {
      onSuccess: ({ job }) => onSaved(job),
      onError: (problem) =>
        form.setErrors({
          ...fromProblem(problem),
          ...(isProblem(problem, 'already_exists') && { name: t('faults.nameTaken') }),
        }),
    }),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('fields.name')}
          description={t(mayStayBlank ? 'fields.unassignedHint' : 'fields.nameHint')}
          required={!mayStayBlank}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('fields.registrar')}
          description={t('fields.registrarHint')}
          required={!mayStayBlank}
          {...form.getInputProps('registrar')}
        />
        <GatewayField {...form.getInputProps('gateway')} />
        <Fieldset legend={t('fields.cutOffs')}>
          <Stack gap="sm">
            <Text c="dimmed">{t('fields.cutOffsHint')}</Text>
            {form.values.cutOffs.map((row, index) => (
              <CutOffFields
                key={row.key}
                values={row}
                inputProps={(field) => form.getInputProps(`cutOffs.${index}.${field}`)}
                onRemove={() => form.removeListItem('cutOffs', index)}
              />
            ))}
            <AddCutOff
              hasDefault={form.values.cutOffs.some(({ suffix }) => suffixKey(suffix) === ALL_SUFFIXES)}
              onAdd={(row) => form.insertListItem('cutOffs', row)}
            />
          </Stack>
        </Fieldset>
        {save.error && <FormProblem problem={save.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('common:save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type GatewayFieldProps = ReturnType<ReturnType<typeof useForm<ConnectionValues>>['getInputProps']>

/** Only test workspaces have a choice: elsewhere names are watched, and the registrar renews them. */
function GatewayField(props: GatewayFieldProps) {
  const { t } = useTranslation('connections')
  const isSandbox = useHealth()?.isSandbox ?? false
  if (!isSandbox) return <Text c="dimmed">{t('gatewayNone')}</Text>
  const offered = GATEWAYS.filter((gateway) => gateway !== 'manual')
  return (
    <NativeSelect
      label={t('fields.gateway')}
      description={t('fields.gatewayHint')}
      data={offered.map((gateway) => ({ value: gateway, label: t(`gateways.${gateway}`) }))}
      {...props}
    />
  )
}

type AddCutOffProps = { readonly hasDefault: boolean; readonly onAdd: (row: CutOffValues) => void }

function AddCutOff({ hasDefault, onAdd }: AddCutOffProps) {
  const { t } = useTranslation('connections')
  const add = (suffix: string) =>
    onAdd({ key: crypto.getRandomValues(new Uint32Array(1)).join(), suffix, kind: 'daysBefore', number: 2 })
  const icon = <IconPlus size={14} aria-hidden />
  return (
    <Group gap="xs">
      {!hasDefault && (
        <Button variant="default" leftSection={icon} onClick={() => add(ALL_SUFFIXES)}>
          {t('addDefault')}
        </Button>
      )}
      <Button variant="default" leftSection={icon} onClick={() => add('')}>
        {t('addSuffix')}
      </Button>
    </Group>
  )
}

/** Faults of single cut-offs, at their fields. */
function useCutOffCheck(): (rows: readonly CutOffValues[]) => FieldMessages {
  const { t } = useTranslation('connections')
  return (rows) => {
    const keys = rows.map(({ suffix }) => suffixKey(suffix))
    const faults = rows.flatMap((row, index): (readonly [string, string])[] => {
      const key = keys[index] ?? ''
      const isTwice = keys.indexOf(key) !== index
      const isNumber = row.number !== '' && cutOffSchema.safeParse(toCutOff(row)).success
      return [
        ...(key === '' ? [[`cutOffs.${index}.suffix`, t('faults.noSuffix')] as const] : []),
        ...(key !== '' && isTwice ? [[`cutOffs.${index}.suffix`, t('faults.suffixTwice')] as const] : []),
        ...(isNumber
          ? []
          : [[`cutOffs.${index}.number`, t(`faults.${row.kind === 'daysBefore' ? 'days' : 'day'}`)] as const]),
      ]
    })
    return Object.fromEntries(faults)
  }
}

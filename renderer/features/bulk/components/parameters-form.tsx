import {
  Autocomplete,
  Button,
  Checkbox,
  Group,
  Select,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { type GetInputPropsReturnType, useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { MAX_PRICED_YEARS } from '../../../../core/billing/price-list.ts'
import { BULK_ACTIONS } from '../../../../core/contract/http/bulk.ts'
import { LOCKS, type Lock } from '../../../../core/domains/locks.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import type { ActionWithForm, KnownWords, PlannedChange } from '../planned-change.ts'

type ParametersFormProps = {
  readonly action: ActionWithForm
  /** As they were typed before, when somebody comes back from the preview. */
  readonly parameters: Parameters
  readonly count: number
  /** The name that the change is about, where it is a single one. */
  readonly only: string | null
  readonly known: KnownWords
  readonly onDone: (change: PlannedChange, parameters: Parameters) => void
  readonly onCancel: () => void
}

/** What a person typed, for every action that asks for something. */
export type Parameters = {
  readonly locks: readonly Lock[]
  readonly add: string[]
  readonly remove: string[]
  readonly department: string
  readonly nameServers: string
  readonly years: string
  readonly typed: string
}

export const NO_PARAMETERS: Parameters = {
  locks: ['transfer'],
  add: [],
  remove: [],
  department: '',
  nameServers: '',
  years: '1',
  typed: '',
}

const YEARS = Array.from({ length: MAX_PRICED_YEARS }, (_, n) => n + 1)

/** Asks for what the change sets, and checks it with the contract's own schema before the preview. */
export function ParametersForm({ action, parameters, count, only, known, onDone, onCancel }: ParametersFormProps) {
  const { t } = useTranslation(['bulk', 'common'])
  const format = useFormat()
  const form = useForm<Parameters>({
    initialValues: parameters,
    validate: (values) => {
      const { action: checked, params } = toChange(action, values)
      return BULK_ACTIONS[checked].safeParse(params).success && hasContent(action, values) ? {} : faultOf(action)
    },
  })
  const faultOf = (which: ActionWithForm) => ({ [FIELD_OF[which]]: t(`faults.${which}`) })
  return (
    <form onSubmit={form.onSubmit((values) => onDone(toChange(action, values), values))}>
      <Stack gap="md">
        <Text c="dimmed">{t('selected', { count, formatted: format.count(count) })}</Text>
        {action === 'setTags' && (
          <>
            <TagsInput
              label={t('fields.addTags')}
              data={known.tags}
              openOnFocus={false}
              data-autofocus
              acceptValueOnBlur
              {...form.getInputProps('add')}
            />
            <TagsInput
              label={t('fields.removeTags')}
              data={known.tags}
              openOnFocus={false}
              acceptValueOnBlur
              {...form.getInputProps('remove')}
            />
          </>
        )}
        {action === 'setDepartment' && (
          <Autocomplete
            label={t('fields.department')}
            description={t('fields.departmentHint')}
            data={known.departments}
            openOnFocus={false}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps('department')}
          />
        )}
        {action === 'setNameServers' && (
          <Textarea
            label={t('fields.nameServers')}
            description={t('fields.nameServersHint')}
            rows={4}
            data-autofocus
            {...form.getInputProps('nameServers')}
          />
        )}
        {action === 'renew' && (
          <Select
            label={t('fields.years')}
            description={t('fields.yearsHint')}
            data={YEARS.map((count) => ({ value: String(count), label: t('years', { count }) }))}
            allowDeselect={false}
            w={200}
            data-autofocus
            {...form.getInputProps('years')}
          />
        )}
        {action === 'unmarkCritical' && <TypedNames only={only} input={form.getInputProps('typed')} />}
        {action === 'setLocks' && (
          <Checkbox.Group
            label={t('fields.locks')}
            description={t('fields.locksHint')}
            {...form.getInputProps('locks')}
          >
            <Stack gap={8} mt="xs">
              {LOCKS.map((lock, index) => (
                <Checkbox
                  key={lock}
                  value={lock}
                  label={t(`locks.${lock}`)}
                  data-autofocus={index === 0 || undefined}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('common:cancel')}
          </Button>
          <Button type="submit">{t('toPreview')}</Button>
        </Group>
      </Stack>
    </form>
  )
}

type TypedNamesProps = { readonly only: string | null; readonly input: GetInputPropsReturnType }

/** What un-marking means, and the names typed that are to be critical no longer. */
function TypedNames({ only, input }: TypedNamesProps) {
  const { t } = useTranslation(['bulk', 'common'])
  const field = { autoComplete: 'off', spellCheck: false, 'data-autofocus': true, ...input }
  return (
    <>
      <Text>{t('unmark.meaning')}</Text>
      {only === null ? (
        <Textarea label={t('fields.typed')} description={t('fields.typedHint')} rows={4} {...field} />
      ) : (
        <TextInput label={t('common:typeName', { name: only })} {...field} />
      )}
    </>
  )
}

const FIELD_OF = {
  setLocks: 'locks',
  setTags: 'add',
  setDepartment: 'department',
  setNameServers: 'nameServers',
  renew: 'years',
  unmarkCritical: 'typed',
} as const satisfies Record<ActionWithForm, keyof Parameters>

/** Emptying a department or the name servers is a change; adding and removing no tag is none. */
function hasContent(action: ActionWithForm, { add, remove, typed }: Parameters): boolean {
  if (action === 'unmarkCritical') return typed.trim() !== ''
  return action !== 'setTags' || add.length + remove.length > 0
}

function toChange(action: ActionWithForm, values: Parameters): PlannedChange {
  switch (action) {
    case 'setLocks': {
      const locks = Object.fromEntries(LOCKS.map((lock) => [lock, values.locks.includes(lock)]))
      return { action, params: { locks } }
    }
    case 'setTags':
      return { action, params: { add: values.add, remove: values.remove } }
    case 'setDepartment':
      return { action, params: { department: values.department.trim() || null } }
    case 'setNameServers':
      return { action, params: { nameServers: values.nameServers.split(/[\s,]+/).filter(Boolean) } }
    case 'renew':
      return { action, params: { years: Number(values.years) } }
    case 'unmarkCritical':
      return { action: 'setCritical', params: { critical: false }, confirm: values.typed.trim() }
  }
}

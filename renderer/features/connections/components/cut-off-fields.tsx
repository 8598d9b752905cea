import {
  ActionIcon,
  Autocomplete,
  Group,
  NativeSelect,
  NumberInput,
  Paper,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'
import { IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { cutOffSchema } from '../../../../core/renewal/deadlines.ts'
import { useAccount } from '../../../data/account.tsx'
import { suffixesQuery } from '../api/list-suffixes.ts'
import { ALL_SUFFIXES, type CutOffValues, suffixKey, toCutOff } from '../connection-values.ts'
import { CutOffExample } from './cut-off-example.tsx'

const KINDS = ['daysBefore', 'dayOfExpiryMonth', 'endOfPreviousMonth'] as const
const OFFERED = 20

type CutOffFieldsProps = {
  readonly values: CutOffValues
  readonly inputProps: (field: keyof CutOffValues) => GetInputPropsReturnType
  readonly onRemove: () => void
}

/** One cut-off: for which suffix, of which kind, and what that means for a name of today. */
export function CutOffFields({ values, inputProps, onRemove }: CutOffFieldsProps) {
  const { t } = useTranslation('connections')
  const cutOff = cutOffSchema.safeParse(toCutOff(values))
  const isDefault = values.suffix === ALL_SUFFIXES
  return (
    <Paper withBorder p="sm">
      <Group align="flex-start" gap="sm" wrap="nowrap">
        {isDefault ? (
          <TextInput label={t('cutOff.suffix')} value={t('allSuffixes')} readOnly w={150} />
        ) : (
          <SuffixField {...inputProps('suffix')} />
        )}
        <NativeSelect
          label={t('cutOff.kind')}
          flex={1}
          data={KINDS.map((kind) => ({ value: kind, label: t(`cutOff.kinds.${kind}`) }))}
          {...inputProps('kind')}
        />
        {values.kind !== 'endOfPreviousMonth' && (
          <NumberInput
            label={t(values.kind === 'daysBefore' ? 'cutOff.days' : 'cutOff.day')}
            allowDecimal={false}
            w={100}
            {...inputProps('number')}
          />
        )}
        <ActionIcon mt={24} aria-label={t('cutOff.remove')} onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
      <Stack gap={0} mt="xs">
        <Text c="dimmed">{t(`cutOff.explanations.${values.kind}`)}</Text>
        {cutOff.success && values.number !== '' && <CutOffExample cutOff={cutOff.data} />}
      </Stack>
    </Paper>
  )
}

function SuffixField(props: GetInputPropsReturnType) {
  const { t } = useTranslation('connections')
  const { id: account } = useAccount()
  const search = suffixKey(String(props.value ?? ''))
  const { data } = useQuery(suffixesQuery(account, { search: search || undefined, limit: OFFERED }))
  return (
    <Autocomplete
      label={t('cutOff.suffix')}
      placeholder="co.jp"
      w={150}
      autoComplete="off"
      openOnFocus={false}
      spellCheck={false}
      data={data?.items.map(({ suffix }) => suffix) ?? []}
      filter={({ options }) => options}
      {...props}
    />
  )
}

import { Button, Group, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseSuffix } from '../../../../core/domains/suffix.ts'
import { RENEWAL_MODES } from '../../../../core/renewal/renewal-mode.ts'
import { suffixKey } from '../../connections/connection-values.ts'
import type { RuleChange } from '../rule-change.ts'
import { SuffixField } from './suffix-field.tsx'

/** One more what-if: for which names, and what would happen to them. */
export function WhatIfForm({ onAdd }: { readonly onAdd: (change: RuleChange) => void }) {
  const { t } = useTranslation(['renewals', 'common'])
  const [scope, setScope] = useState<RuleChange['scope']>('suffix')
  const [text, setText] = useState('')
  const [choice, setChoice] = useState<string>('expire')
  const [isTried, setIsTried] = useState(false)
  const suffix = parseSuffix(suffixKey(text))
  const mode = RENEWAL_MODES.find((known) => known === choice) ?? null
  const submit = () => {
    setIsTried(true)
    if (scope === 'account' && mode !== null) onAdd({ scope, mode })
    if (scope !== 'suffix' || suffix === null) return
    onAdd({ scope, suffix, mode })
    setText('')
    setIsTried(false)
  }
  const modes = RENEWAL_MODES.map((known) => ({ value: known as string, label: t(`common:modes.${known}`) }))
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Group align="flex-start">
        <NativeSelect
          label={t('simulator.scope')}
          w={180}
          value={scope}
          onChange={(event) => {
            setScope(event.currentTarget.value === 'account' ? 'account' : 'suffix')
            setChoice('expire')
          }}
          data={[
            { value: 'suffix', label: t('simulator.oneSuffix') },
            { value: 'account', label: t('wholeAccount') },
          ]}
        />
        {scope === 'suffix' && (
          <SuffixField
            w={220}
            value={text}
            onChange={setText}
            error={isTried && suffix === null && t('faults.suffix')}
          />
        )}
        <NativeSelect
          label={t('simulator.mode')}
          w={180}
          value={choice}
          onChange={(event) => setChoice(event.currentTarget.value)}
          data={scope === 'suffix' ? [...modes, { value: 'none', label: t('noOwnRule') }] : modes}
        />
        <Button type="submit" mt={23}>
          {t('simulator.add')}
        </Button>
      </Group>
    </form>
  )
}

import { Button, Group, Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseSuffix } from '../../../../core/domains/suffix.ts'
import { RENEWAL_MODES, type RenewalMode } from '../../../../core/renewal/renewal-mode.ts'
import { suffixText } from '../../../i18n/suffix-text.ts'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { suffixKey } from '../../connections/connection-values.ts'
import type { SuffixRule } from '../api/get-renewal-rules.ts'
import type { RuleChange } from '../rule-change.ts'
import { SuffixField } from './suffix-field.tsx'

type AddSuffixRuleProps = {
  readonly existing: readonly SuffixRule[]
  /** Goes on to the preview; nothing is saved here. */
  readonly onChosen: (change: RuleChange) => void
  readonly onClose: () => void
}

/** Asks for a suffix and its mode. */
export function AddSuffixRule({ existing, onChosen, onClose }: AddSuffixRuleProps) {
  const { t } = useTranslation(['renewals', 'common'])
  const [text, setText] = useState('')
  const [mode, setMode] = useState<RenewalMode | null>(null)
  const [isTried, setIsTried] = useState(false)
  const suffix = parseSuffix(suffixKey(text))
  const isTaken = existing.some((rule) => rule.suffix === suffix)
  const fault = () => {
    if (suffix === null) return t('faults.suffix')
    return isTaken ? t('faults.suffixTaken', { suffix: suffixText(suffix) }) : null
  }
  return (
    <Dialog title={t('suffixes.add')} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setIsTried(true)
          if (suffix !== null && !isTaken && mode !== null) onChosen({ scope: 'suffix', suffix, mode })
        }}
      >
        <Stack gap="md">
          <SuffixField
            description={t('suffixes.suffixHint')}
            data-autofocus
            required
            value={text}
            onChange={setText}
            error={isTried && fault()}
          />
          <Radio.Group
            label={t('suffixes.mode')}
            required
            value={mode}
            onChange={(value) => setMode(RENEWAL_MODES.find((known) => known === value) ?? null)}
            error={isTried && mode === null && t('faults.mode')}
          >
            <Stack gap={6} mt={6}>
              {RENEWAL_MODES.map((known) => (
                <Radio key={known} value={known} label={t(`common:modes.${known}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit">{t('toPreview')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

import { List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { toULabels } from '../../../../core/domains/idna.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { MoneyPreview } from '../../../ui/dialogs/money-preview.tsx'
import { NamesLink } from '../../../ui/links/names-link.tsx'
import type { RenewalRules } from '../api/get-renewal-rules.ts'
import type { RulePreview } from '../api/preview-rule.ts'
import { previewFilters } from '../preview-filters.ts'
import classes from '../renewals.module.css'
import { modeAfter, type RuleChange } from '../rule-change.ts'

type RulePreviewFactsProps = {
  readonly change: RuleChange
  readonly rules: RenewalRules
  readonly preview: RulePreview
}

const SHOWN_NAMES = 6

/** Names that flip, those that are shielded or too late, and money before and after. */
export function RulePreviewFacts({ change, rules, preview }: RulePreviewFactsProps) {
  const { t } = useTranslation(['renewals', 'common'])
  const format = useFormat()
  const { today } = useAccount()
  const filters = previewFilters(change, rules, today)
  const after = modeAfter(change, rules)
  const { flips, shielded, tooLate, money } = preview
  const counted = (count: number) => ({ count, formatted: format.count(count) })
  return (
    <Stack gap="sm">
      {flips.count === 0 ? (
        <Text>{t('preview.noFlips')}</Text>
      ) : (
        <div>
          <Text size="md" className={after === 'expire' ? classes.lost : undefined}>
            <NamesLink filter={filters.flips}>{t(`preview.flips.${after}`, counted(flips.count))}</NamesLink>
          </Text>
          <FlipSample names={flips.sample} total={flips.count} />
        </div>
      )}
      {(shielded > 0 || tooLate > 0) && (
        <List size="sm" spacing={4}>
          {shielded > 0 && (
            <List.Item>
              <NamesLink filter={filters.shielded}>{t('preview.shielded', counted(shielded))}</NamesLink>
            </List.Item>
          )}
          {tooLate > 0 && (
            <List.Item>
              <NamesLink filter={filters.tooLate}>{t('preview.tooLate', counted(tooLate))}</NamesLink>
            </List.Item>
          )}
        </List>
      )}
      <MoneyPreview money={money} />
    </Stack>
  )
}

function FlipSample({ names, total }: { readonly names: readonly string[]; readonly total: number }) {
  const { t } = useTranslation('common')
  const format = useFormat()
  const shown = names.slice(0, SHOWN_NAMES)
  const more = total - shown.length
  return (
    <Text c="dimmed">
      {shown.map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <NamesLink filter={{}} open={name}>
            {toULabels(name)}
          </NamesLink>
        </span>
      ))}
      {more > 0 && ` ${t('andMore', { count: more, formatted: format.count(more) })}`}
    </Text>
  )
}

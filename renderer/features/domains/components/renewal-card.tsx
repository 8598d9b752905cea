import { Button, Group, Paper, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DomainDetail } from '../../../../core/contract/http/domains.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { TypedNameDialog } from '../../../ui/dialogs/typed-name-dialog.tsx'
import type { BulkIntent } from '../../bulk/planned-change.ts'
import { useReleaseCritical } from '../api/release-critical.ts'
import { useExplanation } from '../use-explanation.ts'

type RenewalCardProps = { readonly domain: DomainDetail; readonly onIntent: (intent: BulkIntent) => void }

/** The renewal in one sentence, and the decision for this expiry. Critical names ask for their name and for the reader's password to let them lapse. */
export function RenewalCard({ domain, onIntent }: RenewalCardProps) {
  const { t } = useTranslation('domains')
  const account = useAccount()
  const explanation = useExplanation(domain)
  const [isReleasing, setIsReleasing] = useState(false)
  const release = useReleaseCritical()
  const mayDecide = account.can('renewal.decide') && domain.holding === 'held' && domain.expiresOn !== null
  const mayMark = account.can('domains.critical') && domain.holding === 'held'
  const letLapse = () => {
    if (domain.critical) setIsReleasing(true)
    else onIntent({ kind: 'change', change: { action: 'decide', params: { mode: 'expire' } } })
  }
  return (
    <Paper withBorder p="md" radius="md" bg="var(--daicho-sunken)">
      <Text fz={14} style={{ whiteSpace: 'pre-line' }}>
        {explanation.sentence}
      </Text>
      {explanation.change && (
        <Text c="dimmed" mt={6}>
          {explanation.change}
        </Text>
      )}
      {(mayDecide || mayMark) && (
        <Group gap="xs" mt="md">
          {mayDecide && (
            <DecideButton
              domain={domain}
              onRenew={() => onIntent({ kind: 'change', change: { action: 'decide', params: { mode: 'renew' } } })}
              onExpire={letLapse}
            />
          )}
          {mayMark && <CriticalButton isCritical={domain.critical} onIntent={onIntent} />}
        </Group>
      )}
      {isReleasing && (
        <TypedNameDialog
          title={t('release.title')}
          warning={t('release.warning', { name: domain.unicodeName })}
          names={[domain.unicodeName, domain.name]}
          action={t('release.action')}
          isRunning={release.isPending}
          problem={release.error}
          asksPassword
          onConfirm={(confirm, password) =>
            release.mutate({ domain, confirm, password }, { onSuccess: () => setIsReleasing(false) })
          }
          onClose={() => setIsReleasing(false)}
        />
      )}
    </Paper>
  )
}

type DecideButtonProps = {
  readonly domain: DomainDetail
  readonly onRenew: () => void
  readonly onExpire: () => void
}

/** The decision against what is in effect; saving a name is never too late here, letting it lapse may be. */
function DecideButton({ domain, onRenew, onExpire }: DecideButtonProps) {
  const { t } = useTranslation('domains')
  const format = useFormat()
  const { today } = useAccount()
  const { decideBy, renewal } = domain
  if (renewal.mode === 'expire') return <Button onClick={onRenew}>{t('decide.renew')}</Button>
  if (decideBy !== null && decideBy < today) {
    return <Text c="dimmed">{t('decide.tooLate', { day: format.day(decideBy) })}</Text>
  }
  return (
    <Button variant="default" onClick={onExpire}>
      {t('decide.expire')}
    </Button>
  )
}

type CriticalButtonProps = { readonly isCritical: boolean; readonly onIntent: (intent: BulkIntent) => void }

/** Marks the name critical, or asks for it before it is critical no longer; both are previewed first. */
function CriticalButton({ isCritical, onIntent }: CriticalButtonProps) {
  const { t } = useTranslation('bulk')
  const intent: BulkIntent = isCritical
    ? { kind: 'form', action: 'unmarkCritical' }
    : { kind: 'change', change: { action: 'setCritical', params: { critical: true } } }
  return (
    <Button variant="default" onClick={() => onIntent(intent)}>
      {t(isCritical ? 'items.unmarkCritical' : 'items.markCritical')}
    </Button>
  )
}

import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { accountQuery, useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { useProblemNotice } from '../../../ui/layout/use-problem-notice.ts'
import { type CardState, useCardPage, useForgetCard } from '../api/card.ts'

/** The stored card without its number, and what it is used for. */
export function CardFacts({ state: { card } }: { readonly state: CardState }) {
  const { t } = useTranslation('cards')
  const format = useFormat()
  const account = useAccount()
  const page = useCardPage()
  return (
    <Stack gap="sm" maw={760} align="flex-start">
      {card ? (
        <div>
          <Text fw={500}>
            {t('card.stored', {
              brand: card.brand.toUpperCase(),
              last4: card.last4,
              month: String(card.expMonth).padStart(2, '0'),
              year: card.expYear,
            })}
          </Text>
          <Text size="xs" c="dimmed">
            {t('card.storedAt', { at: format.instant(card.storedAt, account.timeZone) })}
          </Text>
        </div>
      ) : (
        <Text>{t('card.none')}</Text>
      )}
      <UsedFor />
      <Text size="sm" c="dimmed">
        {t('card.back')}
      </Text>
      {page.error && <FormProblem problem={page.error} />}
      {account.can('billing.manage') && (
        <Group>
          <Button variant="default" loading={page.isPending} onClick={() => page.mutate({ kind: 'store' })}>
            {t(card ? 'card.replace' : 'card.store')}
          </Button>
          {card && <ForgetCard />}
        </Group>
      )}
    </Stack>
  )
}

function UsedFor() {
  const { t } = useTranslation(['cards', 'billing'])
  const { id: account } = useAccount()
  const { paymentMethod } = useSuspenseQuery(accountQuery(account)).data
  if (paymentMethod === 'creditCard') return <Text size="sm">{t('card.isMethod')}</Text>
  return (
    <Text size="sm">
      {t('card.notMethod', { method: t(`billing:methods.${paymentMethod}`) })}{' '}
      <Anchor renderRoot={(props) => <Link {...props} to="/accounts/$account/billing/terms" params={{ account }} />}>
        {t('card.toTerms')}
      </Anchor>
    </Text>
  )
}

function ForgetCard() {
  const { t } = useTranslation('cards')
  const forget = useForgetCard()
  const tell = useProblemNotice()
  return (
    <Button
      variant="subtle"
      color="gray"
      loading={forget.isPending}
      onClick={() => forget.mutate(undefined, { onError: tell })}
    >
      {t('card.forget')}
    </Button>
  )
}

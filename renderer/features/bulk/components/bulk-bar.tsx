import { ActionIcon, Button, Group, Menu, Paper, Text } from '@mantine/core'
import { IconChevronDown, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import type { BulkIntent, PlannedChange } from '../planned-change.ts'
import classes from './bulk-bar.module.css'

type BulkBarProps = {
  readonly count: number
  /** Names that match the list's filter; offers to select them all. Null where that makes no sense. */
  readonly matching: number | null
  readonly onSelectMatching: () => void
  readonly onIntent: (intent: BulkIntent) => void
  readonly onClear: () => void
}

/** What can be done with the selection. Every change opens its preview first. */
export function BulkBar({ count, matching, onSelectMatching, onIntent, onClear }: BulkBarProps) {
  const { t } = useTranslation('bulk')
  const format = useFormat()
  const account = useAccount()
  const change = (planned: PlannedChange) => onIntent({ kind: 'change', change: planned })
  return (
    <Paper className={classes.bar} role="region" aria-label={t('barLabel')} shadow="md" withBorder>
      <Text fw={600} role="status">
        {t('selected', { count, formatted: format.count(count) })}
      </Text>
      {matching !== null && matching > 0 && (
        <Button variant="subtle" px={6} onClick={onSelectMatching}>
          {t('selectMatching', { count: matching, formatted: format.count(matching) })}
        </Button>
      )}
      <Group gap={6} ml="auto" wrap="nowrap">
        {account.can('renewal.decide') && <RenewalMenus onChange={change} />}
        {account.can('orders.place') && (
          <Button variant="default" onClick={() => onIntent({ kind: 'form', action: 'renew' })}>
            {t('menus.renew')}
          </Button>
        )}
        {account.can('domains.update') && <DetailMenu onIntent={onIntent} />}
        {account.can('domains.critical') && (
          <ActionMenu
            label={t('menus.critical')}
            items={[
              {
                label: t('items.markCritical'),
                run: () => change({ action: 'setCritical', params: { critical: true } }),
              },
              {
                label: t('items.unmarkCritical'),
                run: () => onIntent({ kind: 'form', action: 'unmarkCritical' }),
              },
            ]}
          />
        )}
        <ActionIcon aria-label={t('clear')} onClick={onClear}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
    </Paper>
  )
}

function RenewalMenus({ onChange }: { readonly onChange: (change: PlannedChange) => void }) {
  const { t } = useTranslation(['bulk', 'common'])
  return (
    <>
      <ActionMenu
        label={t('menus.renewal')}
        items={[
          { label: t('common:modes.renew'), run: () => onChange({ action: 'setRenewal', params: { mode: 'renew' } }) },
          {
            label: t('common:modes.expire'),
            run: () => onChange({ action: 'setRenewal', params: { mode: 'expire' } }),
          },
          { label: t('items.clearRenewal'), run: () => onChange({ action: 'clearRenewal', params: {} }) },
        ]}
      />
      <ActionMenu
        label={t('menus.decision')}
        items={[
          { label: t('items.decideRenew'), run: () => onChange({ action: 'decide', params: { mode: 'renew' } }) },
          { label: t('items.decideExpire'), run: () => onChange({ action: 'decide', params: { mode: 'expire' } }) },
        ]}
      />
    </>
  )
}

function DetailMenu({ onIntent }: { readonly onIntent: (intent: BulkIntent) => void }) {
  const { t } = useTranslation('bulk')
  return (
    <>
      <Button variant="default" onClick={() => onIntent({ kind: 'form', action: 'setLocks' })}>
        {t('menus.locks')}
      </Button>
      <ActionMenu
        label={t('menus.details')}
        items={[
          { label: t('items.tags'), run: () => onIntent({ kind: 'form', action: 'setTags' }) },
          { label: t('items.department'), run: () => onIntent({ kind: 'form', action: 'setDepartment' }) },
          { label: t('items.nameServers'), run: () => onIntent({ kind: 'form', action: 'setNameServers' }) },
        ]}
      />
    </>
  )
}

type ActionMenuProps = {
  readonly label: string
  readonly items: readonly { readonly label: string; run(): void }[]
}

function ActionMenu({ label, items }: ActionMenuProps) {
  return (
    <Menu position="top-end" returnFocus>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={13} aria-hidden />}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map((item) => (
          <Menu.Item key={item.label} onClick={item.run}>
            {item.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

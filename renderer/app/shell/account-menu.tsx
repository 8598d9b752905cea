import { Button, Menu, Text } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import type { Me } from '../../data/me.ts'

/** The account's name; a menu where the person belongs to several. */
export function AccountMenu({ accounts }: { readonly accounts: Me['accounts'] }) {
  const { t } = useTranslation('shell')
  const current = useAccount()
  const navigate = useNavigate()
  if (accounts.length < 2) {
    return (
      <Text fw={600} truncate maw={260}>
        {current.name}
      </Text>
    )
  }
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px={8}
          rightSection={<IconSelector size={14} />}
          aria-label={t('account.switch')}
        >
          {current.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {accounts.map(({ id, name }) => (
          <Menu.Item
            key={id}
            onClick={() => void navigate({ to: '/accounts/$account', params: { account: id } })}
            rightSection={id === current.id ? <IconCheck size={14} /> : null}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

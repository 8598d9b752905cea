import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconCheck, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Me } from '../../data/me.ts'
import { useSignOut } from '../../features/sessions/api/sign-out.ts'
import { LANGUAGES } from '../../i18n/language.ts'
import { useLanguage } from '../preferences/use-language.ts'
import { THEME_CHOICES, useTheme } from '../preferences/use-theme.ts'

/** Who is signed in, language, theme, and the way out. */
export function UserMenu({ user }: { readonly user: Me['user'] }) {
  const { t } = useTranslation('shell')
  const signOut = useSignOut()
  return (
    <Menu position="bottom-end" width={240} keepMounted={false}>
      <Menu.Target>
        <ActionIcon size={30} aria-label={t('user.menu')}>
          <IconUserCircle size={20} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text fw={600} c="var(--mantine-color-text)">
            {user.name}
          </Text>
          <Text size="xs">{user.email}</Text>
        </Menu.Label>
        <Menu.Divider />
        <LanguageItems />
        <Menu.Divider />
        <ThemeItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => signOut.mutate()}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function LanguageItems() {
  const { t } = useTranslation('shell')
  const { language, choose } = useLanguage()
  return (
    <>
      <Menu.Label>{t('user.language')}</Menu.Label>
      {LANGUAGES.map((option) => (
        <ChoiceItem
          key={option}
          isChosen={option === language}
          label={t(`languages.${option}`)}
          onChoose={() => choose(option)}
        />
      ))}
    </>
  )
}

function ThemeItems() {
  const { t } = useTranslation('shell')
  const { theme, choose } = useTheme()
  return (
    <>
      <Menu.Label>{t('user.theme')}</Menu.Label>
      {THEME_CHOICES.map((option) => (
        <ChoiceItem
          key={option}
          isChosen={option === theme}
          label={t(`themes.${option}`)}
          onChoose={() => choose(option)}
        />
      ))}
    </>
  )
}

type ChoiceItemProps = { readonly isChosen: boolean; readonly label: string; readonly onChoose: () => void }

function ChoiceItem({ isChosen, label, onChoose }: ChoiceItemProps) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={isChosen}
      onClick={onChoose}
      rightSection={isChosen ? <IconCheck size={14} aria-hidden /> : null}
    >
      {label}
    </Menu.Item>
  )
}

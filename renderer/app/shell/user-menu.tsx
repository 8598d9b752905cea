import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconLogout, IconUserCircle } from '@tabler/icons-react'
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
    <Menu.RadioGroup value={language} onChange={(value) => LANGUAGES.filter((one) => one === value).forEach(choose)}>
      <Menu.Label>{t('user.language')}</Menu.Label>
      {LANGUAGES.map((option) => (
        <Menu.RadioItem key={option} value={option}>
          {t(`languages.${option}`)}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}

function ThemeItems() {
  const { t } = useTranslation('shell')
  const { theme, choose } = useTheme()
  return (
    <Menu.RadioGroup value={theme} onChange={(value) => THEME_CHOICES.filter((one) => one === value).forEach(choose)}>
      <Menu.Label>{t('user.theme')}</Menu.Label>
      {THEME_CHOICES.map((option) => (
        <Menu.RadioItem key={option} value={option}>
          {t(`themes.${option}`)}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}

import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../app/preferences/use-language.ts'
import { THEME_CHOICES, useTheme } from '../../../app/preferences/use-theme.ts'
import { isLanguage, LANGUAGES } from '../../../i18n/language.ts'
import { Panel } from '../../../ui/layout/panel.tsx'

/** Language and theme of this browser or desktop; both take effect at once. */
export function AppearancePanel() {
  const { t } = useTranslation(['settings', 'shell'])
  const { language, choose: chooseLanguage } = useLanguage()
  const { theme, choose: chooseTheme } = useTheme()
  return (
    <Panel title={t('appearance.title')} explanation={t('appearance.explanation')}>
      <Stack gap="md">
        <Radio.Group
          label={t('appearance.language')}
          value={language}
          onChange={(value) => {
            if (isLanguage(value)) chooseLanguage(value)
          }}
        >
          <Stack gap={6} mt={6}>
            {LANGUAGES.map((option) => (
              <Radio key={option} value={option} label={<span lang={option}>{t(`shell:languages.${option}`)}</span>} />
            ))}
          </Stack>
        </Radio.Group>
        <Radio.Group
          label={t('appearance.theme')}
          value={theme}
          onChange={(value) => {
            const choice = THEME_CHOICES.find((option) => option === value)
            if (choice) chooseTheme(choice)
          }}
        >
          <Stack gap={6} mt={6}>
            {THEME_CHOICES.map((option) => (
              <Radio key={option} value={option} label={t(`shell:themes.${option}`)} />
            ))}
          </Stack>
        </Radio.Group>
      </Stack>
    </Panel>
  )
}

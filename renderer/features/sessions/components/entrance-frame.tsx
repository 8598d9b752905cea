import { SegmentedControl, Title } from '@mantine/core'
import type { PropsWithChildren } from 'react'
import { useTranslation } from 'react-i18next'
import { changeLanguage } from '../../../i18n/i18n.ts'
import { isLanguage, LANGUAGES } from '../../../i18n/language.ts'
import classes from './entrance-frame.module.css'

type EntranceFrameProps = PropsWithChildren<{ readonly title: string; readonly isWide?: boolean }>

/** The pages before an account: the product's name, one card, and the language for whoever reads it first. */
export function EntranceFrame({ title, isWide = false, children }: EntranceFrameProps) {
  const { t } = useTranslation('shell')
  return (
    <main className={classes.frame}>
      <div className={classes.brand}>
        <span className={classes.mark} lang="ja">
          台帳
        </span>
        <span className={classes.latin}>Daicho</span>
        <LanguageSwitch />
      </div>
      <div className={isWide ? classes.wide : classes.card}>
        <Title order={1} mb="md">
          {title}
        </Title>
        {children}
      </div>
      <p className={classes.about}>{t('about')}</p>
    </main>
  )
}

function LanguageSwitch() {
  const { t, i18n } = useTranslation('shell')
  return (
    <SegmentedControl
      ml="auto"
      aria-label={t('user.language')}
      value={i18n.language}
      onChange={(value) => {
        if (isLanguage(value)) changeLanguage(i18n, value)
      }}
      data={LANGUAGES.map((language) => ({ value: language, label: t(`languages.${language}`) }))}
    />
  )
}

import { type Icon, IconArrowRight, IconFilter, IconLanguage, IconMoon, IconWorld } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { LANGUAGES } from '../../i18n/language.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useLanguage } from '../preferences/use-language.ts'
import { THEME_CHOICES, useTheme } from '../preferences/use-theme.ts'
import { SECTIONS } from '../shell/sections.ts'
import { findNamesQuery } from './api/find-names.ts'

export type SearchHit = {
  readonly id: string
  readonly label: string
  readonly note?: string
  readonly icon: Icon
  run(): void
}

export type SearchAnswer = {
  readonly hits: readonly SearchHit[]
  readonly isSearching: boolean
  /** Why no names could be looked for; the commands are there all the same. */
  readonly problem?: unknown
}

/** Names that contain the text, then commands whose words do. Without a text: all commands. */
export function useSearchHits(text: string): SearchAnswer {
  const { id } = useAccount()
  const commands = useCommands()
  const names = useQuery({ ...findNamesQuery(id, text), enabled: text !== '' })
  const nameHits = useNameHits(text, names.data)
  const wanted = text.toLocaleLowerCase()
  const matching = commands.filter(({ label, note }) => `${label} ${note}`.toLocaleLowerCase().includes(wanted))
  return { hits: [...nameHits, ...matching], isSearching: names.isFetching, problem: names.error ?? undefined }
}

type FoundNames = {
  readonly items: readonly { readonly name: string; readonly unicodeName: string }[]
  readonly total: number
}

function useNameHits(text: string, found: FoundNames | undefined): readonly SearchHit[] {
  const { t } = useTranslation('shell')
  const { id: account } = useAccount()
  const navigate = useNavigate()
  const format = useFormat()
  if (!found || text === '' || found.total === 0) return []
  const open = (search: { search?: string; open?: string }) =>
    void navigate({ to: '/accounts/$account/domains', params: { account }, search })
  const items = found.items.map(({ name, unicodeName }) => ({
    id: `name:${name}`,
    label: unicodeName,
    icon: IconWorld,
    run: () => open({ search: text, open: name }),
  }))
  const label = t('search.allMatching', { count: found.total, formatted: format.count(found.total), text })
  return [...items, { id: 'all', label, icon: IconFilter, run: () => open({ search: text }) }]
}

function useCommands(): readonly SearchHit[] {
  const { t } = useTranslation('shell')
  const { id: account, can } = useAccount()
  const navigate = useNavigate()
  const { choose: chooseLanguage } = useLanguage()
  const { choose: chooseTheme } = useTheme()
  return [
    ...SECTIONS.filter(({ needs }) => needs === undefined || can(needs)).map(({ key, to, icon }) => ({
      id: `go:${key}`,
      label: t(`sections.${key}`),
      note: t('search.go'),
      icon: icon ?? IconArrowRight,
      run: () => void navigate({ to, params: { account } }),
    })),
    ...LANGUAGES.map((language) => ({
      id: `language:${language}`,
      label: t(`languages.${language}`),
      note: t('user.language'),
      icon: IconLanguage,
      run: () => chooseLanguage(language),
    })),
    ...THEME_CHOICES.map((theme) => ({
      id: `theme:${theme}`,
      label: t(`themes.${theme}`),
      note: t('user.theme'),
      icon: IconMoon,
      run: () => chooseTheme(theme),
    })),
  ]
}

import { useMantineColorScheme } from '@mantine/core'
import { desktop } from '../../data/desktop.ts'

export const THEME_CHOICES = ['auto', 'light', 'dark'] as const
export type ThemeChoice = (typeof THEME_CHOICES)[number]

/** The theme of the page, and its switch; the desktop's window frame follows it. */
export function useTheme(): { readonly theme: ThemeChoice; choose(theme: ThemeChoice): void } {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return {
    theme: colorScheme,
    choose: (theme) => {
      setColorScheme(theme)
      void desktop()?.theme.choose({ source: theme === 'auto' ? 'system' : theme })
    },
  }
}

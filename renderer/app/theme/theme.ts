import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** 藍, the one accent colour. White text stands on shades 6 and darker with at least 4.5:1. */
const indigo: MantineColorsTuple = [
  '#eef5fa',
  '#dce9f2',
  '#b6d1e4',
  '#8cb7d5',
  '#68a1c8',
  '#4c8db9',
  '#2a6f9e',
  '#1f5f8b',
  '#174d72',
  '#0f3a57',
]

/** System fonts, with the Japanese face of each platform named for systems whose default has none. */
const FONTS =
  'system-ui, "Hiragino Sans", "Hiragino Kaku Gothic ProN", "Yu Gothic UI", "Noto Sans CJK JP", "Noto Sans JP", sans-serif'

/** A dialog's head is no banner of the page. */
const NO_BANNER = { header: { role: 'presentation' } }

const DENSE = { defaultProps: { size: 'sm' } }

/** The list itself scrolls: a scrolling box around it could not be reached with the keyboard (WCAG 2.1.1). */
const WITH_LIST = {
  defaultProps: { size: 'sm', withScrollArea: false },
  styles: { options: { maxHeight: '220px', overflowY: 'auto' } },
}

export const theme = createTheme({
  fontFamily: FONTS,
  fontFamilyMonospace: `ui-monospace, Menlo, Consolas, "Noto Sans Mono CJK JP", monospace`,
  colors: { indigo },
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'sm',
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '6px', sm: '10px', md: '14px', lg: '20px', xl: '28px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.4' },
      h2: { fontSize: '16px', lineHeight: '1.5' },
      h3: { fontSize: '14px', lineHeight: '1.5' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Anchor: { defaultProps: { underline: 'hover', fz: 'inherit' } },
    Autocomplete: WITH_LIST,
    Badge: { defaultProps: { variant: 'light', tt: 'none', fw: 500 } },
    Button: DENSE,
    Checkbox: { defaultProps: { size: 'xs' } },
    DataList: DENSE,
    InputWrapper: { defaultProps: { size: 'sm', withAsterisk: false } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: {
      defaultProps: { centered: true, radius: 'md', overlayProps: { backgroundOpacity: 0.4 }, attributes: NO_BANNER },
      styles: { title: { fontWeight: 600, fontSize: '15px' } },
    },
    NativeSelect: DENSE,
    NumberInput: DENSE,
    PasswordInput: DENSE,
    Radio: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Select: WITH_LIST,
    Switch: { defaultProps: { size: 'sm' } },
    TagsInput: WITH_LIST,
    Text: DENSE,
    Textarea: DENSE,
    TextInput: DENSE,
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true, multiline: true, maw: 360, fz: 'xs' } },
  },
})

/** Mantine's dimmed, placeholder and error texts miss WCAG AA on white; these reach 4.5:1 in both themes. */
export const accessibleColors: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5a6169',
    '--mantine-color-placeholder': '#6a7178',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-anchor': 'var(--mantine-color-indigo-7)',
    '--mantine-color-body': '#ffffff',
    '--daicho-surface': '#ffffff',
    '--daicho-sunken': '#f6f7f9',
    '--daicho-line': '#e1e4e8',
    '--daicho-loss': '#c92a2a',
    '--daicho-selected': '#e6f0f8',
  },
  dark: {
    '--mantine-color-dimmed': '#a9adb3',
    '--mantine-color-placeholder': '#9a9ea5',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-anchor': 'var(--mantine-color-indigo-3)',
    '--mantine-color-body': '#1f2023',
    '--daicho-surface': '#1f2023',
    '--daicho-sunken': '#18191b',
    '--daicho-line': '#37393e',
    '--daicho-loss': '#ff8787',
    '--daicho-selected': '#1d3547',
  },
})

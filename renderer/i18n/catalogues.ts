import enCommon from '../../resources/translations/en/common.json'
import enDomains from '../../resources/translations/en/domains.json'
import enErrors from '../../resources/translations/en/errors.json'
import enHome from '../../resources/translations/en/home.json'
import enJobs from '../../resources/translations/en/jobs.json'
import enSessions from '../../resources/translations/en/sessions.json'
import enShell from '../../resources/translations/en/shell.json'
import enTable from '../../resources/translations/en/table.json'
import jaCommon from '../../resources/translations/ja/common.json'
import jaDomains from '../../resources/translations/ja/domains.json'
import jaErrors from '../../resources/translations/ja/errors.json'
import jaHome from '../../resources/translations/ja/home.json'
import jaJobs from '../../resources/translations/ja/jobs.json'
import jaSessions from '../../resources/translations/ja/sessions.json'
import jaShell from '../../resources/translations/ja/shell.json'
import jaTable from '../../resources/translations/ja/table.json'

/**
 * Every text of the interface: one file per feature and language, `resources/translations/<language>/<feature>.json`,
 * which is also the i18next namespace: `useTranslation('domains')`. A new feature adds its two files here.
 */
export const english = {
  sessions: enSessions,
  common: enCommon,
  domains: enDomains,
  errors: enErrors,
  home: enHome,
  jobs: enJobs,
  shell: enShell,
  table: enTable,
}

/** Typed loosely: Japanese has one plural form where English has two. A test compares the keys. */
export const japanese: Readonly<Record<keyof typeof english, object>> = {
  sessions: jaSessions,
  common: jaCommon,
  domains: jaDomains,
  errors: jaErrors,
  home: jaHome,
  jobs: jaJobs,
  shell: jaShell,
  table: jaTable,
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    contextSeparator: '#'
    resources: typeof english
  }
}

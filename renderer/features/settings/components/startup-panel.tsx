import { Stack, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DesktopApi } from '../../../../core/contract/ipc/desktop-api.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { Panel } from '../../../ui/layout/panel.tsx'
import { QueryState } from '../../../ui/layout/query-state.tsx'
import { startupQuery, useUpdateStartup } from '../api/shell-settings.ts'

/** Whether the program starts at login and stays in the tray when its window is closed. */
export function StartupPanel({ shell }: { readonly shell: DesktopApi }) {
  const { t } = useTranslation('settings')
  const query = useQuery(startupQuery(shell))
  const update = useUpdateStartup(shell)
  return (
    <Panel title={t('startup.title')} explanation={t('startup.explanation')}>
      <QueryState query={query}>
        {(startup) => (
          <Stack gap="sm">
            <Switch
              label={t('startup.opensAtLogin')}
              description={t('startup.opensAtLoginHint')}
              checked={startup.opensAtLogin}
              onChange={(event) => update.mutate({ opensAtLogin: event.currentTarget.checked })}
            />
            <Switch
              label={t('startup.staysInTray')}
              description={t('startup.staysInTrayHint')}
              checked={startup.staysInTray}
              onChange={(event) => update.mutate({ staysInTray: event.currentTarget.checked })}
            />
            {update.error && <FormProblem problem={update.error} />}
          </Stack>
        )}
      </QueryState>
    </Panel>
  )
}

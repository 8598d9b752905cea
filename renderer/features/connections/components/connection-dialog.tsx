import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnectionName } from '../../../i18n/use-connection-name.ts'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { JobWatch } from '../../jobs/components/job-watch.tsx'
import type { Connection } from '../api/list-connections.ts'
import { ConnectionForm } from './connection-form.tsx'

type ConnectionDialogProps = { readonly connection: Connection | null; readonly onClose: () => void }

/** A new connection, or a known one; where its deadlines move, the dialog goes on to show that work. */
export function ConnectionDialog({ connection, onClose }: ConnectionDialogProps) {
  const { t } = useTranslation('connections')
  const nameOf = useConnectionName()
  const [job, setJob] = useState<string | null>(null)
  return (
    <Dialog
      title={connection ? t('dialog.edit', { name: nameOf(connection) }) : t('dialog.add')}
      size={720}
      onClose={onClose}
    >
      {job === null ? (
        <ConnectionForm
          connection={connection}
          onCancel={onClose}
          onSaved={(started) => (started === null ? onClose() : setJob(started))}
        />
      ) : (
        <JobWatch id={job} onClose={onClose} />
      )}
    </Dialog>
  )
}

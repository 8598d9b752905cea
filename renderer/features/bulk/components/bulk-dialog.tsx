import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Selection } from '../../../../core/contract/http/bulk.ts'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { JobWatch } from '../../jobs/components/job-watch.tsx'
import { type BulkIntent, changeKey, type KnownWords, type PlannedChange } from '../planned-change.ts'
import { NO_PARAMETERS, type Parameters, ParametersForm } from './parameters-form.tsx'
import { PreviewStep } from './preview-step.tsx'

type BulkDialogProps = {
  readonly intent: BulkIntent
  readonly selection: Selection
  /** Names in the selection, as the table counts them. */
  readonly count: number
  readonly known: KnownWords
  readonly onClose: () => void
}

type Step =
  | { readonly kind: 'form' }
  | { readonly kind: 'preview'; readonly change: PlannedChange }
  | { readonly kind: 'job'; readonly id: string }

/** From an intent to its result: parameters, preview, progress, outcome. Closing it leaves a running job running. */
export function BulkDialog({ intent, selection, count, known, onClose }: BulkDialogProps) {
  const { t } = useTranslation('bulk')
  const first: Step = intent.kind === 'form' ? { kind: 'form' } : { kind: 'preview', change: intent.change }
  const [step, setStep] = useState<Step>(first)
  const [change, setChange] = useState(intent.kind === 'change' ? intent.change : null)
  const [parameters, setParameters] = useState(NO_PARAMETERS)
  const title = change
    ? t(`changes.${changeKey(change)}`)
    : t(`forms.${intent.kind === 'form' ? intent.action : 'setTags'}`)
  const preview = (planned: PlannedChange, given: Parameters) => {
    setParameters(given)
    setChange(planned)
    setStep({ kind: 'preview', change: planned })
  }
  return (
    <Dialog title={title} size={620} onClose={onClose}>
      {step.kind === 'form' && intent.kind === 'form' && (
        <ParametersForm
          action={intent.action}
          parameters={parameters}
          count={count}
          only={'names' in selection && selection.names.length === 1 ? (selection.names[0] ?? null) : null}
          known={known}
          onDone={preview}
          onCancel={onClose}
        />
      )}
      {step.kind === 'preview' && (
        <PreviewStep
          change={step.change}
          selection={selection}
          onStarted={(id) => setStep({ kind: 'job', id })}
          onBack={intent.kind === 'form' ? () => setStep({ kind: 'form' }) : null}
          onCancel={onClose}
        />
      )}
      {step.kind === 'job' && <JobWatch id={step.id} onClose={onClose} />}
    </Dialog>
  )
}

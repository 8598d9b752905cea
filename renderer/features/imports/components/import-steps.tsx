import { Stepper } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportFile } from '../api/list-imports.ts'

type ImportStepsProps = { readonly state: ImportFile['state']; readonly isReading: boolean }

const FILE = 0
const READING = 1
const CHECK = 2
const RESULT = 3

/** How far the file is; the steps are words, the way back is in the step itself. */
export function ImportSteps({ state, isReading }: ImportStepsProps) {
  const { t } = useTranslation('imports')
  return (
    <Stepper active={activeStep(state, isReading)} size="xs" allowNextStepsSelect={false}>
      {(['file', 'reading', 'check', 'result'] as const).map((step) => (
        <Stepper.Step key={step} label={t(`steps.${step}`)} allowStepSelect={false} component="div" />
      ))}
    </Stepper>
  )
}

function activeStep(state: ImportFile['state'], isReading: boolean): number {
  if (state === 'failed') return FILE
  if (isReading) return READING
  if (state === 'applied') return RESULT + 1
  return state === 'applying' ? RESULT : CHECK
}

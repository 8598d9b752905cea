import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { IsoMonth } from '../../../../core/calendar/iso-date.ts'
import { useAccount } from '../../../data/account.tsx'
import { DropZone } from '../../../ui/files/drop-zone.tsx'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { useHandInSheet } from '../api/decision-files.ts'

/** Takes a filled-in sheet and goes on to what it would change. */
export function HandInSheet({ month }: { readonly month: IsoMonth }) {
  const { t } = useTranslation('renewals')
  const { id: account } = useAccount()
  const navigate = useNavigate()
  const handIn = useHandInSheet(month)
  return (
    <>
      <DropZone
        title={t('handIn.drop')}
        hint={t('handIn.hint')}
        accept=".xlsx,.csv"
        isBusy={handIn.isPending}
        onFile={(file) =>
          handIn.mutate(file, {
            onSuccess: ({ id }) =>
              void navigate({
                to: '/accounts/$account/renewals/notices/$month/decisions/$file',
                params: { account, month, file: id },
              }),
          })
        }
      />
      {handIn.error && <FormProblem problem={handIn.error} />}
    </>
  )
}

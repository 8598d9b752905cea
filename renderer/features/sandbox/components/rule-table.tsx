import { Button, EmptyState } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { PagedTable } from '../../../ui/table/paged-table.tsx'
import type { SandboxRule } from '../api/sandbox.ts'

type RuleTableProps = { readonly rules: readonly SandboxRule[]; readonly onRemove: (index: number) => void }

/** The rules in the order in which they are tried. */
export function RuleTable({ rules, onRemove }: RuleTableProps) {
  const { t } = useTranslation('sandbox')
  const rows = rules.map((rule, index) => ({ ...rule, index }))
  return (
    <PagedTable
      label={t('rules')}
      rows={rows}
      total={rows.length}
      page={1}
      onPage={() => undefined}
      isReading={false}
      rowId={({ index }) => index}
      columns={[
        { id: 'n', title: t('columns.n'), width: 60, cell: ({ index }) => index + 1 },
        {
          id: 'operation',
          title: t('columns.operation'),
          cell: ({ operation }) => (operation ? t(`operations.${operation}`) : t('any')),
        },
        {
          id: 'of',
          title: t('columns.of'),
          cell: ({ name, suffix }) => name ?? (suffix ? `.${suffix}` : t('ofAll')),
        },
        { id: 'does', title: t('columns.does'), cell: ({ does }) => t(`does.${does}`) },
        {
          id: 'terms',
          title: t('columns.terms'),
          cell: ({ result, seconds }) =>
            [
              result != null && t('detail.result', { result }),
              seconds != null && seconds > 0 && t('detail.seconds', { seconds }),
            ]
              .filter(Boolean)
              .join(', '),
        },
        {
          id: 'times',
          title: t('columns.times'),
          cell: ({ times }) => (times == null ? t('always') : t('timesLeft', { count: times })),
        },
        {
          id: 'remove',
          title: '',
          align: 'end',
          cell: ({ index }) => (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('removeOf', { n: index + 1 })}
              onClick={() => onRemove(index)}
            >
              {t('remove')}
            </Button>
          ),
        },
      ]}
      empty={<EmptyState icon={<IconFlask />} title={t('none.title')} description={t('none.description')} />}
    />
  )
}

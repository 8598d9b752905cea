import { Badge, NativeSelect, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IMPORT_FIELDS, isImportField } from '../../../../core/portfolio/import/import-field.ts'
import type { ImportFile } from '../api/list-imports.ts'
import { type ColumnFields, withField } from '../column-fields.ts'
import { useFieldLabel } from '../use-field-label.ts'

type Column = ImportFile['columns'][number]

type MappingTableProps = {
  readonly columns: readonly Column[]
  readonly fields: ColumnFields
  readonly onChange: (fields: ColumnFields) => void
}

/** Each column of the file with cells from it, and what it is taken as. */
export function MappingTable({ columns, fields, onChange }: MappingTableProps) {
  const { t } = useTranslation('imports')
  return (
    <Table aria-label={t('mapping.title')} verticalSpacing={5}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('mapping.column')}</Table.Th>
          <Table.Th scope="col">{t('mapping.samples')}</Table.Th>
          <Table.Th scope="col" w={260}>
            {t('mapping.field')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {columns.map((column) => (
          <Table.Tr key={column.index}>
            <Table.Td fw={600}>{column.header || t('mapping.nthColumn', { n: column.index + 1 })}</Table.Td>
            <Table.Td>
              <Samples column={column} />
            </Table.Td>
            <Table.Td>
              {column.isSecret ? (
                <Badge color="gray">{t('mapping.secret')}</Badge>
              ) : (
                <FieldSelect column={column} fields={fields} onChange={onChange} />
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Samples({ column }: { readonly column: Column }) {
  const { t } = useTranslation('imports')
  if (column.isSecret) return <Text c="dimmed">{t('mapping.secretExplanation')}</Text>
  return (
    <Text c="dimmed" lineClamp={1} maw={480}>
      {column.samples.filter(Boolean).slice(0, 3).join(' · ') || t('mapping.empty')}
    </Text>
  )
}

type FieldSelectProps = Pick<MappingTableProps, 'fields' | 'onChange'> & { readonly column: Column }

function FieldSelect({ column, fields, onChange }: FieldSelectProps) {
  const { t } = useTranslation('imports')
  const labelOf = useFieldLabel()
  return (
    <NativeSelect
      aria-label={t('mapping.fieldOf', { column: column.header || t('mapping.nthColumn', { n: column.index + 1 }) })}
      value={fields[column.index] ?? ''}
      onChange={(event) => {
        const { value } = event.currentTarget
        onChange(withField(fields, column.index, isImportField(value) ? value : ''))
      }}
      data={[
        { value: '', label: t('mapping.notTaken') },
        ...IMPORT_FIELDS.map((field) => ({ value: field, label: labelOf(field) })),
      ]}
    />
  )
}

import { IMPORT_FIELDS, type ImportField, isImportField } from '../../../core/portfolio/import/import-field.ts'
import type { ImportFile } from './api/list-imports.ts'

/** What each column of a file is, by the column's index; the wire has it the other way round. */
export type ColumnFields = Readonly<Record<number, ImportField | ''>>

export function columnFields({ columns, mapping }: Pick<ImportFile, 'columns' | 'mapping'>): ColumnFields {
  const byColumn = new Map(Object.entries(mapping).map(([field, column]) => [column, field]))
  return Object.fromEntries(
    columns.map(({ index }) => {
      const field = byColumn.get(index) ?? ''
      return [index, isImportField(field) ? field : '']
    }),
  )
}

/** A field belongs to one column: giving it to another takes it from the first. */
export function withField(fields: ColumnFields, column: number, field: ImportField | ''): ColumnFields {
  const others = Object.entries(fields).map(([index, known]) => [index, field !== '' && known === field ? '' : known])
  return { ...Object.fromEntries(others), [column]: field }
}

/** Each field of the program with its column, or null: the whole mapping, so that nothing of the former one stays. */
export function mappingOf(fields: ColumnFields): Record<string, number | null> {
  const byField = new Map(Object.entries(fields).map(([column, field]) => [field, Number(column)]))
  return Object.fromEntries(IMPORT_FIELDS.map((field) => [field, byField.get(field) ?? null]))
}

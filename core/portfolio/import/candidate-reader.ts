import { ok, type Result, refused } from '../../base/result.ts'
import { parseDomainName } from '../../domains/domain-name.ts'
import type { CellRules } from './cell-rules.ts'
import { cleanCell, narrowCell } from './cell-text.ts'
import { type DateReading, type DateRules, readDate } from './date-cell.ts'
import type { ImportCandidate, RowRefusal } from './import-candidate.ts'
import { DATE_FIELDS, type DateField, type ImportField, type ImportMapping } from './import-field.ts'
import { optionalCellReader } from './optional-cells.ts'

const MAX_EXCERPT = 120

/** A reader of rows for one file; dates repeat from row to row, so each different cell is read once. */
export function candidateReader(
  mapping: ImportMapping,
  rules: CellRules,
): (cells: readonly string[]) => Result<ImportCandidate, RowRefusal> {
  const dateReaders = DATE_FIELDS.map((field) => [field, cachedDates(dateRules(rules, field))] as const)
  const instants = cachedDates({ order: null, century: null, utcDays: true })
  const optionalCells = optionalCellReader(mapping, rules.prices)
  return (cells) => {
    const cell = (field: ImportField) => {
      const column = mapping[field]
      return column === undefined || column === null ? '' : cleanCell(cells[column] ?? '')
    }
    const name = readName(cell('name'), cell('suffix'))
    if (!name.ok) return name
    const dates: Partial<Record<DateField, DateReading | null>> = {}
    for (const [field, read] of dateReaders) {
      const reading = read(narrowCell(cell(field)))
      if (!reading.ok) return refused(refusal(reading.error, field, cell(field)))
      dates[field] = reading.value
    }
    const instant = instants(narrowCell(cell('registryExpiresAt')))
    const registryExpires = dates.registryExpiresOn ?? null
    return ok({
      ...name.value,
      registryExpiresOn: registryExpires?.day ?? null,
      registryExpiresAt: (instant.ok ? instant.value?.instant : null) ?? registryExpires?.instant ?? null,
      paidThroughOn: dates.paidThroughOn?.day ?? null,
      registeredOn: dates.registeredOn?.day ?? null,
      ...optionalCells(cell),
    })
  }
}

function dateRules(rules: CellRules, field: DateField): DateRules {
  const found = rules.dates[field]
  return { order: found?.order ?? null, century: found?.century ?? null, utcDays: rules.hasUtcDays }
}

const MAX_CACHED_DATES = 50_000

function cachedDates(rules: DateRules): (text: string) => ReturnType<typeof readDate> {
  const cache = new Map<string, ReturnType<typeof readDate>>()
  return (text) => {
    const known = cache.get(text)
    if (known) return known
    const reading = readDate(text, rules)
    if (cache.size < MAX_CACHED_DATES) cache.set(text, reading)
    return reading
  }
}

function refusal(
  code: RowRefusal['code'],
  field: ImportField,
  value: string,
  registrable: string | null = null,
): RowRefusal {
  return { code, field, value: value.slice(0, MAX_EXCERPT), registrable }
}

function readName(
  text: string,
  suffix: string,
): Result<Pick<ImportCandidate, 'name' | 'unicodeName' | 'suffix'>, RowRefusal> {
  if (text === '') return refused(refusal('no_name', 'name', ''))
  const isWhole = suffix === '' || /[.．。]/u.test(text)
  const parsed = parseDomainName(isWhole ? text : `${text}.${suffix.replace(/^\./, '')}`)
  if (parsed.ok) return ok(parsed.value)
  const { code, registrable } = parsed.error
  return refused(refusal(code === 'empty' ? 'no_name' : code, 'name', text, registrable ?? null))
}

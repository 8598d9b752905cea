import { parse } from 'csv-parse/sync'
import { recogniseTable } from '../../../../core/portfolio/import/recognise-table.ts'
import { CSV_OPTIONS } from './csv-rows.ts'

export const DELIMITERS = [',', ';', '\t'] as const
export type Delimiter = (typeof DELIMITERS)[number]

const SAMPLE_ROWS = 40

/**
 * Finds the delimiter by reading the first rows with each: the one under which a header is recognised wins, then the
 * one that makes the most rows of the same width.
 */
export function findDelimiter(sample: string): Delimiter {
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, score: scoreOf(sampleRows(sample, delimiter)) }))
  const best = scored.toSorted((a, b) => b.score - a.score)[0]
  return best?.delimiter ?? ','
}

function sampleRows(sample: string, delimiter: Delimiter): readonly (readonly string[])[] {
  const rows: string[][] = []
  // A sample is cut anywhere, so its last row may be damaged and counts for nothing.
  parse(sample, {
    ...CSV_OPTIONS,
    delimiter,
    to: SAMPLE_ROWS,
    skip_records_with_error: true,
    on_record: (row: string[]) => {
      rows.push(row)
      return null
    },
  })
  return rows
}

function scoreOf(rows: readonly (readonly string[])[]): number {
  if (rows.length === 0) return 0
  const table = recogniseTable(rows)
  const widths = rows.map((row) => row.length).filter((width) => width > 1)
  const usual = mode(widths)
  const share = widths.filter((width) => width === usual).length / rows.length
  const recognised = Object.keys(table.mapping).length
  const isKnown = table.headerIndex !== null && table.format !== 'unknown'
  return (isKnown ? 100 + recognised * 10 : 0) + share * Math.min(usual, 50)
}

function mode(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}

import { CsvError, type Options, parse } from 'csv-parse'
import { FileRefusal, type FileRefusalCode } from './file-refusal.ts'
import { LIMITS } from './limits.ts'

/** A record of a file with the line it begins in, counted from 1. */
export type FileRow = { readonly line: number; readonly cells: readonly string[] }

export const CSV_OPTIONS = {
  bom: false,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  max_record_size: LIMITS.recordBytes,
} satisfies Options

const REFUSALS: Readonly<Record<string, FileRefusalCode>> = {
  CSV_QUOTE_NOT_CLOSED: 'unclosed_quote',
  CSV_MAX_RECORD_SIZE: 'record_too_large',
}

/**
 * Rows of delimited text, in the order of the file, as many at a time as came with a piece of it: a step for each row
 * costs more than reading it. A row beyond the limits refuses the file with its line.
 */
export async function* csvRows(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<readonly FileRow[]> {
  let lastLine = 0
  let countedTwice = 0
  let rows: FileRow[] = []
  // Kept here instead of being passed on one by one.
  const on_record = (cells: string[], { lines }: { readonly lines: number }) => {
    const mayBreak = lines - lastLine > 1
    if (mayBreak) countedTwice += breaksIn(cells, /\r\n/)
    rows.push({ line: lines - countedTwice - (mayBreak ? breaksIn(cells, /\r\n|\n|\r/) : 0), cells })
    lastLine = lines
    return null
  }
  const parser = parse({ ...CSV_OPTIONS, delimiter, on_record })
  // Told by the call that failed.
  parser.on('error', () => undefined)
  try {
    for await (const piece of text) {
      await settled((done) => parser.write(piece, done))
      yield takeAll()
    }
    await settled((done) => parser.end(done))
    yield takeAll()
  } catch (error) {
    throw error instanceof CsvError
      ? new FileRefusal(REFUSALS[error.code] ?? 'bad_csv', lastLine - countedTwice + 1)
      : error
  } finally {
    parser.destroy()
  }

  function takeAll(): readonly FileRow[] {
    const taken = rows
    rows = []
    for (const { cells, line } of taken) assertWithinLimits(cells, line)
    return taken
  }
}

function settled(call: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => call((error) => (error ? reject(error) : resolve())))
}

/** Line breaks inside cells: csv-parse counts the line in which a record ends, and there takes CR LF for two. */
function breaksIn(cells: readonly string[], kind: RegExp): number {
  return cells.reduce((count, cell) => count + cell.split(kind).length - 1, 0)
}

export function assertWithinLimits(cells: readonly string[], line: number): void {
  if (cells.length > LIMITS.columns) throw new FileRefusal('too_many_columns', line)
  for (const cell of cells) if (cell.length > LIMITS.cellCharacters) throw new FileRefusal('cell_too_large', line)
}

/** Why a file is not read at all. `line` counts from 1, where it is known. */
export const FILE_REFUSALS = {
  empty_file: 'The file is empty.',
  too_large: 'The file is larger than 1 GiB.',
  binary: 'The file is not text, a spreadsheet or JSON.',
  old_spreadsheet: 'The file is an old Excel workbook or protected by a password; save it as .xlsx or CSV without one.',
  nul_bytes: 'The file contains NUL bytes; it is damaged or not text.',
  truncated: 'The file ends in the middle of a character or of its data; it was cut off.',
  mixed_encodings: 'Parts of the file are in different encodings; save it again as UTF-8.',
  unknown_encoding: 'The encoding of the file is none of UTF-8, UTF-16 and Shift_JIS (CP932); save it again as UTF-8.',
  unclosed_quote: 'A quotation mark that opens in this line is never closed.',
  record_too_large: 'A row is longer than 1 MiB; perhaps a quotation mark in it is never closed.',
  cell_too_large: 'A cell is longer than 65,536 characters.',
  too_many_columns: 'A row has more than 1,000 columns.',
  too_many_rows: 'The file has more than 2,000,000 rows.',
  bad_csv: 'The rows cannot be told apart.',
  bad_json: 'The JSON cannot be read.',
  no_json_records:
    'No domains are found in the JSON. It may be an array of objects or of names, an object with an array of objects in it, or one object after the other (one per line).',
  bad_sheet: 'The spreadsheet cannot be read; it is damaged or no .xlsx file.',
  sheet_too_large: 'The spreadsheet is too large to be read as one; save it as CSV.',
} as const

export type FileRefusalCode = keyof typeof FILE_REFUSALS

export class FileRefusal extends Error {
  readonly code: FileRefusalCode
  readonly line: number | null

  constructor(code: FileRefusalCode, line: number | null = null) {
    super(line === null ? FILE_REFUSALS[code] : `Line ${line}: ${FILE_REFUSALS[code]}`)
    this.code = code
    this.line = line
  }
}

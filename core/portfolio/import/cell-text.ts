const NEEDS_CARE = /^[\s'\ufeff]|\s$/
const GUARD = /^'(?=[=+\-@\t\r])/

/** A cell without blanks around it and without the apostrophe that exports put before what a spreadsheet would run. */
export function cleanCell(text: string): string {
  return NEEDS_CARE.test(text) ? text.trim().replace(GUARD, '') : text
}

const PLAIN = /^[\x20-\x7e]*$/

/** A cell for dates, numbers and yes/no words: full-width digits, letters and signs become plain ones. */
export function narrowCell(text: string): string {
  const clean = cleanCell(text)
  return PLAIN.test(clean) ? clean : clean.normalize('NFKC').trim()
}

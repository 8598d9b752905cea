const RUNS_IN_A_SPREADSHEET = /^[=+\-@\t\r]/

/**
 * A text cell of an export as a spreadsheet shows it and never runs it: a leading `=`, `+`, `-`, `@`, tab or carriage
 * return gets an apostrophe in front (OWASP, "CSV Injection"). Numbers and dates are no text and do not come here.
 */
export function neutraliseCell(text: string): string {
  return RUNS_IN_A_SPREADSHEET.test(text) ? `'${text}` : text
}

/** A line of a bank file, by the file's id and the line's number in it. */
export type BankLineKey = { readonly file: string; readonly n: number }

const PREFIX = 'bankLine:'

/** A line as text, e.g. `01m8hp…/2`. */
export function bankLineText({ file, n }: BankLineKey): string {
  return `${file}/${n}`
}

/** The line that such a text means. */
export function bankLineOfText(text: string): BankLineKey {
  const cut = text.lastIndexOf('/')
  return { file: text.slice(0, cut), n: Number(text.slice(cut + 1)) }
}

/** What the ledger entries of a line refer to. */
export function bankLineReference(line: BankLineKey): string {
  return PREFIX + bankLineText(line)
}

/** The line that an entry refers to; null where it refers to something else. */
export function bankLineOfReference(reference: string | null): BankLineKey | null {
  return reference?.startsWith(PREFIX) ? bankLineOfText(reference.slice(PREFIX.length)) : null
}

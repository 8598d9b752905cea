/**
 * The stored name of the connection that holds names of which no registrar is known; its registrar is empty. It is no
 * word to be shown: the service knows nobody's language when it makes the connection, and its readers have several.
 */
export const UNASSIGNED = 'Unassigned'

/** As documents say it in either language, so that an exported list can be read in again. */
const WORDS: readonly string[] = ['unassigned', '未割り当て']

/** Whether a connection is the one without a registrar; one that was given a name or a registrar is like any other. */
export function isUnassigned(connection: { readonly name: string; readonly registrar: string }): boolean {
  return connection.name === UNASSIGNED && connection.registrar === ''
}

/** Whether a cell for the connection or the registrar says that there is none. */
export function saysUnassigned(cell: string): boolean {
  return WORDS.includes(cell.normalize('NFKC').trim().toLowerCase())
}

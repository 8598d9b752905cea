import type { ImportCandidate } from '../../../core/portfolio/import/import-candidate.ts'
import { saysUnassigned } from '../../../core/portfolio/unassigned.ts'
import type { ConnectionRow } from '../connections/connections.repository.ts'

/** A file cannot make more connections than this: a column of something else was taken for the registrar. */
const MAX_NEW_CONNECTIONS = 200

/** Finds the connection that a row belongs to, by name. */
export type ConnectionFinder = {
  /**
   * The connection that the file puts the name in, or null where it says none or where the name already is with that
   * registrar; a refusal when the file would make more than it may, or puts the name at the simulated registry.
   */
  readonly target: (candidate: ImportCandidate, heldIn: string | null) => string | null | TargetRefusal
  /** Whether renewals are ordered in a connection; one that the file makes only watches its names. */
  readonly ordersIn: (connection: string) => boolean
}

export type TargetRefusal = 'too_many_connections' | 'gateway_not_allowed'

export function isTargetRefusal(target: string | null): target is TargetRefusal {
  return target === 'too_many_connections' || target === 'gateway_not_allowed'
}

/**
 * `chosen` is the connection chosen for the whole file; without it the row's own account or registrar counts, then the
 * registrar whose export this is. Connections are known by their name, or else by their registrar.
 */
export function connectionFinder(
  connections: readonly ConnectionRow[],
  chosen: string | null,
  registrar: string | null,
): ConnectionFinder {
  const known = new Map<string, readonly string[]>()
  const made = new Map<string, string>()
  const namesFor = (label: string): readonly string[] => {
    const found = known.get(label) ?? matching(connections, label).map((connection) => connection.name)
    known.set(label, found)
    return found
  }
  const simulated = new Set(connections.filter(({ gateway }) => gateway === 'sandbox').map(({ name }) => name))
  const find: ConnectionFinder['target'] = (candidate, heldIn) => {
    if (chosen !== null) return chosen
    const label = candidate.connection ?? candidate.registrar ?? registrar
    if (label === null || saysUnassigned(label)) return null
    const names = namesFor(label)
    if (heldIn !== null && names.includes(heldIn)) return null
    const [first] = names
    if (first !== undefined) return first
    const key = labelKey(label)
    const name = made.get(key)
    if (name !== undefined) return name
    if (made.size === MAX_NEW_CONNECTIONS) return 'too_many_connections'
    made.set(key, label)
    return label
  }
  const target: ConnectionFinder['target'] = (candidate, heldIn) => {
    const found = find(candidate, heldIn)
    return found !== null && found !== heldIn && simulated.has(found) ? 'gateway_not_allowed' : found
  }
  const ordered = new Set(connections.filter(({ gateway }) => gateway !== 'none').map(({ name }) => name))
  return { target, ordersIn: (connection) => ordered.has(connection) }
}

/** Connections of that name, else those of that registrar. */
export function matching(connections: readonly ConnectionRow[], label: string): readonly ConnectionRow[] {
  const key = labelKey(label)
  const byName = connections.filter((connection) => labelKey(connection.name) === key)
  return byName.length > 0 ? byName : connections.filter((connection) => labelKey(connection.registrar) === key)
}

function labelKey(label: string): string {
  return label.normalize('NFKC').trim().toLowerCase()
}

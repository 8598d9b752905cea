import type { SandboxDoes, SandboxOperation } from '../../../../core/contract/http/sandbox.ts'
import type { DomainName } from '../../../../core/domains/domain-name.ts'
import { suffixOf } from '../../../../core/domains/suffix.ts'

/** How the simulated registry behaves, for some names and operations. */
export type SandboxRule = {
  readonly n: number
  readonly name: string | null
  readonly suffix: string | null
  readonly operation: SandboxOperation | null
  readonly does: SandboxDoes
  readonly result: number | null
  readonly seconds: number | null
  readonly times: number | null
}

export type Behaviour = Pick<SandboxRule, 'does' | 'result' | 'seconds'> & {
  /** The rule that says so. */
  readonly n: number | null
}

export const ACCEPT: Behaviour = { does: 'accept', result: null, seconds: null, n: null }

/** What the first rule that fits says; `spent` counts how often rules have applied already. */
export function behaviourFor(
  rules: readonly SandboxRule[],
  name: DomainName,
  operation: SandboxOperation,
  spent: ReadonlyMap<number, number> = new Map(),
): Behaviour {
  const rule = rules.find(
    (one) =>
      (one.times === null || one.times > (spent.get(one.n) ?? 0)) &&
      (one.name === null || one.name === name) &&
      (one.suffix === null || one.suffix === suffixOf(name)) &&
      fits(one, operation),
  )
  return rule ?? ACCEPT
}

/** A rule without an operation is about commands: questions are answered all the same. */
function fits(rule: SandboxRule, operation: SandboxOperation): boolean {
  const isQuestion = operation === 'read' || operation === 'poll'
  return rule.operation === null ? !isQuestion : rule.operation === operation
}

import type { SandboxDoes, SandboxOperation } from '../../../core/contract/http/sandbox.ts'
import type { SandboxRule } from './api/sandbox.ts'

export type RuleForm = {
  readonly operation: SandboxOperation | null
  /** A name, or a suffix that begins with a dot; empty for all. */
  readonly of: string
  readonly does: SandboxDoes
  readonly result: string
  readonly seconds: string
  readonly times: string
}

export const emptyRule: RuleForm = { operation: null, of: '', does: 'refuse', result: '', seconds: '', times: '' }

/** Answers that come after a time. */
export const takesTime = (does: SandboxDoes): boolean => does === 'delay' || does === 'answerLate'

const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text))

/** The rule as the service takes it; what its answer does not use is left out. */
export function ruleOfForm({ operation, of, does, result, seconds, times }: RuleForm): SandboxRule {
  const text = of.trim()
  const isSuffix = text.startsWith('.')
  return {
    operation,
    name: text === '' || isSuffix ? null : text,
    suffix: isSuffix ? text.slice(1) : null,
    does,
    result: does === 'refuse' ? numberOf(result) : null,
    seconds: takesTime(does) ? numberOf(seconds) : null,
    times: numberOf(times),
  }
}

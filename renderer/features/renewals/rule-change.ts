import { parseSuffix } from '../../../core/domains/suffix.ts'
import { RENEWAL_MODES, type RenewalMode } from '../../../core/renewal/renewal-mode.ts'
import type { RenewalRules } from './api/get-renewal-rules.ts'

/** A rule as it might be set; `mode: null` takes a suffix's own rule away. */
export type RuleChange =
  | { readonly scope: 'account'; readonly mode: RenewalMode }
  | { readonly scope: 'suffix'; readonly suffix: string; readonly mode: RenewalMode | null }

/** No suffix can be called so: it has no letters before the sign. */
const WHOLE_ACCOUNT = '@'
const NO_RULE = 'none'

/** A change as one word of an address: `cn:expire`, `cn:none`, `@:renew`. */
export function writeRuleChange(change: RuleChange): string {
  return `${change.scope === 'suffix' ? change.suffix : WHOLE_ACCOUNT}:${change.mode ?? NO_RULE}`
}

/** Null for what is no change, so that an old or mistyped link still opens the page. */
export function readRuleChange(text: string): RuleChange | null {
  const [subject = '', word = ''] = text.split(':')
  const mode = RENEWAL_MODES.find((known) => known === word) ?? null
  if (subject === WHOLE_ACCOUNT) return mode === null ? null : { scope: 'account', mode }
  const suffix = parseSuffix(subject)
  if (suffix === null || (mode === null && word !== NO_RULE)) return null
  return { scope: 'suffix', suffix, mode }
}

/** What names would follow after the change where no stronger rule decides. */
export function modeAfter(change: RuleChange, rules: RenewalRules): RenewalMode {
  return change.mode ?? rules.account.mode
}

/** The rule that decides the same names now. */
export function ruleBefore(
  change: RuleChange,
  rules: RenewalRules,
): { readonly scope: 'account' | 'suffix'; readonly mode: RenewalMode } {
  const own = change.scope === 'suffix' ? rules.suffixes.find(({ suffix }) => suffix === change.suffix) : undefined
  return own ? { scope: 'suffix', mode: own.mode } : { scope: 'account', mode: rules.account.mode }
}

import type { z } from 'zod'
import * as contract from '../../../core/contract/http/renewal-rules.ts'
import { type Money, toWireMoney } from '../../../core/money/money.ts'
import type { MoneyChange } from '../../../core/renewal/preview.ts'
import type { Deps } from '../../deps.ts'
import { type AccountCaller, type Handled, handle, json, noContent } from '../../http/handle.ts'
import { invalidField, notFound } from '../../refusal.ts'
import { findAccount } from '../accounts/accounts.repository.ts'
import { findPerson } from '../sessions/sessions.repository.ts'
import { previewRule, type RuleProposal } from './preview-rule.ts'
import { readRules, type StoredRule } from './renewal-rules.repository.ts'
import { countByRule, readSuffix, saveRule } from './renewal-rules.service.ts'

export function renewalRuleRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.getRenewalRules, async ({ by }) => json(200, await describeRules(deps, by))),
    handle(contract.putAccountRule, async ({ by, body }) => {
      return json(200, await setRule(deps, by, { scope: 'account', mode: body.mode }))
    }),
    handle(contract.putSuffixRule, async ({ by, body, params }) => {
      return json(200, await setRule(deps, by, { scope: 'suffix', suffix: readSuffix(params.suffix), mode: body.mode }))
    }),
    handle(contract.deleteSuffixRule, async ({ by, params }) => {
      await saveRule(deps, by, { scope: 'suffix', suffix: readSuffix(params.suffix), mode: null })
      return noContent
    }),
    handle(contract.previewRenewalRule, async ({ by, body }) => {
      const account = await findAccount(deps.storage.read, by.account)
      if (!account) throw notFound()
      const found = await previewRule(deps, by, readProposal(body), deps.clock.today(account.time_zone))
      const { flips, shielded, tooLate, money } = found
      return json(200, {
        flips,
        shielded,
        tooLate,
        money: { next90: describeMoney(money.next90), next365: describeMoney(money.next365) },
      })
    }),
  ]
}

function readProposal(body: z.output<(typeof contract.previewRenewalRule)['body']>): RuleProposal {
  if (body.scope === 'suffix') {
    if (body.suffix === undefined) throw invalidField('/suffix', 'required', 'Say which suffix the rule is for.')
    return { scope: 'suffix', suffix: readSuffix(body.suffix), mode: body.mode }
  }
  if (body.suffix !== undefined) throw invalidField('/suffix', 'unexpected', 'The account rule is for every suffix.')
  if (body.mode === null) throw invalidField('/mode', 'required', 'The account rule is always set.')
  return { scope: 'account', mode: body.mode }
}

async function setRule(deps: Deps, by: AccountCaller, proposal: RuleProposal) {
  const { at } = await saveRule(deps, by, proposal)
  const person = await findPerson(deps.storage.read, by.personId)
  return { mode: proposal.mode, setBy: person?.name ?? by.personId, setAt: at }
}

async function describeRules(deps: Deps, by: AccountCaller) {
  const rules = await readRules(deps.storage.read, by.account)
  const counts = await countByRule(deps, by)
  const { domain, decision, critical } = counts.scopes
  return {
    account: describeRule(rules.account, counts.scopes.account),
    suffixes: [...rules.suffixes].map(([suffix, rule]) => ({
      suffix,
      ...describeRule(rule, counts.suffixes.get(suffix) ?? 0),
    })),
    exceptions: { domain, decision, critical },
  }
}

function describeRule(rule: StoredRule, names: number) {
  return { mode: rule.mode, setBy: rule.byName ?? rule.by, setAt: rule.at, names }
}

function describeMoney({ before, after, unpriced }: MoneyChange) {
  const wire = (money: readonly Money[]) => money.map(toWireMoney)
  return { before: wire(before), after: wire(after), unpriced }
}

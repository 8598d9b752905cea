import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Instant, isoDate } from '../../../core/calendar/iso-date.ts'
import { changeFacts, type FactChange } from '../../../service/modules/domains/change-facts.ts'
import { changeRenewal, type RenewalChange } from '../../../service/modules/domains/change-renewal.ts'
import type { DomainFacts, DomainState } from '../../../service/modules/domains/domain-state.ts'
import { updateDomains } from '../../../service/modules/domains/domain-writer.ts'
import { findDomains } from '../../../service/modules/domains/domains.repository.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addConnection, addNames, inOneChange, nameWith } from '../../support/names.ts'
import { openTestApi, TEST_NOW } from '../../support/test-api.ts'

const EXPIRY = isoDate('2027-01-31')
const early = '2026-11-01T00:00:00.000Z' as Instant
const TODAY = { source: 'manual', asOf: isoDate('2026-11-23') } as const

const stamped = (mode: 'renew' | 'expire') => ({ mode, by: 'sato', at: early })

/** Names of every kind that the transitions treat differently. */
const facts: fc.Arbitrary<Partial<DomainFacts>> = fc.record({
  registryExpiresOn: fc.constantFrom(EXPIRY, null),
  rule: fc.constantFrom(null, stamped('renew'), stamped('expire')),
  decision: fc.constantFrom(null, { ...stamped('expire'), forExpiry: EXPIRY, via: 'person' }),
  critical: fc.constantFrom(null, { by: 'sato', at: early }),
  release: fc.constantFrom(null, { by: 'sato', at: early, forExpiry: EXPIRY }),
  tags: fc.subarray(['a', 'b', 'c']),
  department: fc.constantFrom(null, 'Sales'),
  locks: fc.record({
    transfer: fc.constantFrom(null, true, false),
    update: fc.constantFrom(null, true),
    delete: fc.constantFrom(null, true),
    renew: fc.constant(null),
  }),
  statuses: fc.constantFrom(
    [],
    ['serverTransferProhibited', 'serverUpdateProhibited', 'serverDeleteProhibited'],
    ['clientHold'],
  ),
})

const mode = fc.constantFrom('renew' as const, 'expire' as const, null)
const renewalChange: fc.Arbitrary<RenewalChange> = fc.oneof(
  fc.record({ kind: fc.constant('setRenewal' as const), mode, by: fc.constant('suzuki') }),
  fc.record({ kind: fc.constant('decide' as const), mode, by: fc.constant('suzuki'), via: fc.constant('bulk') }),
  fc.record({ kind: fc.constant('setCritical' as const), critical: fc.boolean(), by: fc.constant('suzuki') }),
)
const tags = fc.subarray(['a', 'b', 'd'])
const factChange: fc.Arbitrary<FactChange> = fc.oneof(
  fc.record({ kind: fc.constant('setDepartment' as const), department: fc.constantFrom('Legal', null) }),
  fc.record({ kind: fc.constant('setNameServers' as const), nameServers: fc.constantFrom(['ns1.example.com'], []) }),
  fc.record({ kind: fc.constant('setTags' as const), add: tags, remove: tags }),
  fc.record({
    kind: fc.constant('setLocks' as const),
    locks: fc.constantFrom({ transfer: true }, { transfer: false, update: true }, { delete: true, renew: false }),
  }),
)

/** The same change, said as a patch of one name. */
function asPatch(state: DomainState, change: RenewalChange | FactChange): Partial<DomainFacts> {
  const stamp = { by: 'suzuki', at: TEST_NOW }
  const told = (fact: string, patch: Partial<DomainFacts>) => ({
    ...patch,
    provenance: { ...state.provenance, [fact]: TODAY },
  })
  switch (change.kind) {
    case 'setRenewal':
      return { rule: change.mode && { ...stamp, mode: change.mode } }
    case 'decide': {
      const forExpiry = state.registryExpiresOn
      if (!forExpiry) return {}
      return { decision: change.mode && { ...stamp, mode: change.mode, forExpiry, via: change.via } }
    }
    case 'setCritical':
      if (!change.critical) return { critical: null, release: null }
      return {
        critical: stamp,
        release: null,
        rule: state.rule?.mode === 'expire' ? null : state.rule,
        decision: state.decision?.mode === 'expire' ? null : state.decision,
      }
    case 'setDepartment':
      return told('department', { department: change.department })
    case 'setNameServers':
      return told('nameServers', { nameServers: change.nameServers })
    case 'setTags': {
      const after = [...state.tags.filter((tag) => !change.remove.includes(tag)), ...change.add]
      const isSame = JSON.stringify([...new Set(after)].toSorted()) === JSON.stringify(state.tags)
      return isSame ? {} : told('tags', { tags: after })
    }
    case 'setLocks':
      return told('locks', { locks: { ...state.locks, ...change.locks } })
  }
}

describeOnEachDatabase('changing many names at once', (open) => {
  it('leaves names, classes and tags exactly as changing them one by one does', async () => {
    const { deps, account } = await openTestApi(await open())
    const connection = await addConnection(deps.storage, account, { id: 'r1' })
    let round = 0
    const check = async (some: readonly Partial<DomainFacts>[], change: RenewalChange | FactChange) => {
      round += 1
      const names = (side: string) => some.map((_, index) => `${side}${round}-${index}.com`)
      const states = (side: string) =>
        some.map((one, index) => nameWith(`${side}${round}-${index}.com`, { connection, ...one }))
      await addNames(deps.storage, account, [...states('bulk'), ...states('single')])
      await inOneChange(deps.storage, account, async (trx, context) => {
        const bulk = await findDomains(trx, account, { names: names('bulk') })
        const ids = bulk.map(({ id }) => id)
        if ('mode' in change || 'critical' in change) await changeRenewal(trx, context, ids, change)
        else await changeFacts(trx, context, ids, change)
        for (const before of await findDomains(trx, account, { names: names('single') })) {
          await updateDomains(trx, context, [{ before, patch: asPatch(before.state, change) }])
        }
      })
      const read = async (side: string) => {
        const found = await findDomains(deps.storage.read, account, { names: names(side) })
        const tagRows = await deps.storage.read.selectFrom('domain_tag').selectAll().execute()
        return found
          .toSorted((a, b) => (a.row.name < b.row.name ? -1 : 1))
          .map(({ id, row, state }) => ({
            ...state,
            name: state.name.replace(side, ''),
            unicodeName: '',
            class: row.class_id,
            lockLevel: row.lock_level,
            tagRows: tagRows
              .filter(({ domain }) => domain === id)
              .map(({ tag }) => tag)
              .toSorted(),
          }))
      }
      expect(await read('bulk')).toEqual(await read('single'))
      const counted = await deps.storage.read
        .selectFrom('renewal_class as c')
        .select((eb) => [
          'c.names',
          eb
            .selectFrom('domain')
            .select((inner) => inner.fn.countAll<number>().as('n'))
            .whereRef('domain.class_id', '=', 'c.id')
            .as('counted'),
        ])
        .execute()
      expect(counted.filter(({ names: kept, counted: real }) => kept !== real)).toEqual([])
    }
    await fc.assert(
      fc.asyncProperty(fc.array(facts, { minLength: 1, maxLength: 5 }), fc.oneof(renewalChange, factChange), check),
      { numRuns: 40 },
    )
  })
})

import { expect, it } from 'vitest'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import { sandboxGateway } from '../../../service/adapters/registry/sandbox/sandbox-gateway.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openOrderDesk } from '../../support/order-desk.ts'

const name = 'example.com' as DomainName
const register = { name, clientId: 'order-1', years: 1 }

describeOnEachDatabase('the simulated registry', (open) => {
  it('does a command once, however often its client transaction comes', async () => {
    const desk = await openOrderDesk(open)
    const gateway = sandboxGateway(desk.deps, desk.account)
    const first = await gateway.register(register)
    expect(first).toMatchObject({ kind: 'done', expiresOn: '2027-11-23T23:59:59Z' })
    const renew = { name, clientId: 'order-2', years: 1, currentExpiry: '2027-11-23T23:59:59Z' }
    const answers = await Promise.all([gateway.renew(renew), gateway.renew(renew), gateway.renew(renew)])
    for (const answer of answers) expect(answer).toMatchObject({ kind: 'done', expiresOn: '2028-11-23T23:59:59Z' })
    expect(await gateway.renew(renew)).toEqual(answers[0])
    expect(await gateway.renew({ ...renew, clientId: 'order-3' })).toMatchObject({
      kind: 'refused',
      code: 'out_of_range',
    })
    expect(await gateway.read(name)).toMatchObject({ expiresOn: '2028-11-23T23:59:59Z', isOurs: true })
  })

  it('registers a name for one of those who want it at the same time', async () => {
    const desk = await openOrderDesk(open)
    const wanted = ['main', 'other', 'third'].map((account, index) =>
      sandboxGateway(desk.deps, account).register({ ...register, clientId: `order-${index}` }),
    )
    const kinds = (await Promise.all(wanted)).map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual(['done', 'refused', 'refused'])
  })

  it('tells what happened by itself until it is acknowledged, and to whom it happened', async () => {
    const desk = await openOrderDesk(open)
    await desk.seed('example.com', '2026-11-20', { account: desk.account })
    await desk.seed('lost.com', '2027-05-01', { account: desk.account })
    const gateway = sandboxGateway(desk.deps, desk.account)
    const other = sandboxGateway(desk.deps, 'other')
    expect(
      await other.transfer({ name: 'lost.com' as DomainName, clientId: 'x-1', years: 1, authCode: null }),
    ).toMatchObject({ kind: 'done' })
    const messages = await gateway.messages()
    expect(messages.map((one) => [one.name, one.message])).toEqual([
      ['lost.com', { kind: 'changed', what: 'transferredAway' }],
      ['example.com', { kind: 'changed', what: 'autoRenewed' }],
    ])
    expect(await gateway.messages()).toEqual(messages)
    for (const { id } of messages) await gateway.acknowledge(id)
    expect(await gateway.messages()).toEqual([])
    expect(await other.messages()).toEqual([])
  })

  it('applies a rule as often as it says, to the names and operations it names', async () => {
    const desk = await openOrderDesk(open)
    await desk.behave(
      { suffix: 'net', operation: 'register', does: 'refuse', result: 2104 },
      { name: 'example.com', does: 'refuse', times: 1 },
    )
    const gateway = sandboxGateway(desk.deps, desk.account)
    const net = { name: 'example.net' as DomainName, clientId: 'n-1', years: 1 }
    expect(await gateway.register(net)).toMatchObject({ kind: 'refused', code: 'registrar_billing' })
    expect(await gateway.register(register)).toMatchObject({ kind: 'refused', code: 'registry_policy' })
    expect(await gateway.register(register)).toMatchObject({ kind: 'done' })
    const { body } = await desk.call('GET', '/api/operator/sandbox')
    expect(body).toMatchObject({ rules: [{ does: 'refuse' }, { times: 0 }], names: 1 })
  })

  it('is there in test workspaces only', async () => {
    const desk = await openOrderDesk(open)
    const real = await openOrderDesk(open)
    expect((await desk.call('GET', '/api/operator/sandbox')).status).toBe(200)
    Object.assign(real.deps, { isSandbox: false })
    for (const [method, path, body] of [
      ['GET', '/api/operator/sandbox', undefined],
      ['PUT', '/api/operator/sandbox', { rules: [] }],
      ['GET', '/api/operator/sandbox/names/example.com', undefined],
      ['PUT', '/api/operator/sandbox/names/example.com', { expiresOn: '2027-01-01' }],
    ] as const) {
      expect(await real.call(method, path, body)).toMatchObject({ status: 409, body: { code: 'sandbox_only' } })
    }
  })

  it('refuses rules that say nothing it could do', async () => {
    const desk = await openOrderDesk(open)
    for (const rule of [{ does: 'explode' }, { does: 'refuse', result: 1000 }, { does: 'accept', times: -1 }]) {
      expect((await desk.call('PUT', '/api/operator/sandbox', { rules: [rule] })).status).toBe(400)
    }
    expect(
      (await desk.call('PUT', '/api/operator/sandbox', { rules: [{ suffix: 'nope.nope', does: 'refuse' }] })).status,
    ).toBe(422)
  })
})

import { expect, it } from 'vitest'
import { addDays, type Instant } from '../../../core/calendar/iso-date.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { addMember } from '../../support/members.ts'
import { changeNames } from '../../support/names.ts'
import { by, openPortfolio, TODAY } from '../../support/portfolio.ts'
import { ageSessions, PASSWORD } from '../../support/sessions.ts'

const expire = { mode: 'expire' } as const
const renew = { mode: 'renew' } as const

type Detail = {
  renewal: { mode: string; scope: string; setBy: string | null }
  rules: { domain: unknown; decision: unknown; release: unknown; critical: unknown }
  explanation: { key: string; args: { renewsOn: string | null } }
}

describeOnEachDatabase('the rule and the decision of one name', (open) => {
  it('are set, answered with what is now in effect, and taken back', async () => {
    const api = await openPortfolio(open)
    await api.add('example.com', 30)
    const ruled = await api.put<Detail>('/domains/example.com/renewal', expire)
    expect(ruled).toMatchObject({
      status: 200,
      body: {
        renewal: { mode: 'expire', scope: 'domain', setBy: '佐藤' },
        rules: { domain: { mode: 'expire', setBy: '佐藤' }, decision: null },
      },
    })
    const decided = await api.put<Detail>('/domains/Example.COM./decision', renew)
    expect(decided.body).toMatchObject({
      renewal: { mode: 'renew', scope: 'decision' },
      rules: { decision: { mode: 'renew', forExpiry: addDays(TODAY, 35), via: 'app' } },
    })
    expect((await api.delete<Detail>('/domains/example.com/decision')).body.renewal).toMatchObject({
      mode: 'expire',
      scope: 'domain',
    })
    expect((await api.delete<Detail>('/domains/example.com/renewal')).body.renewal).toMatchObject({
      mode: 'renew',
      scope: 'account',
      setBy: null,
    })
  })

  it('are found by either spelling, and only for names of the account', async () => {
    const api = await openPortfolio(open)
    await api.add('日本.jp', 30)
    expect((await api.put(`/domains/${encodeURIComponent('日本.jp')}/renewal`, expire)).status).toBe(200)
    expect((await api.put('/domains/xn--wgv71a.jp/decision', renew)).status).toBe(200)
    for (const name of ['other.jp', 'not a name', 'sub.xn--wgv71a.jp']) {
      expect((await api.put(`/domains/${encodeURIComponent(name)}/renewal`, expire)).status).toBe(404)
    }
  })

  it('let a decision end with its expiry, and a rule stay', async () => {
    const api = await openPortfolio(open)
    await api.add('decided.com', 30)
    await api.add('ruled.com', 30)
    await api.put('/domains/decided.com/decision', expire)
    await api.put('/domains/ruled.com/renewal', expire)
    const registryExpiresOn = addDays(TODAY, 400)
    await changeNames(api.deps.storage, api.account, ['decided.com', 'ruled.com'], () => ({ registryExpiresOn }))
    expect(Object.fromEntries(await api.effective())).toEqual({
      'decided.com': { mode: 'renew', scope: 'account' },
      'ruled.com': { mode: 'expire', scope: 'domain' },
    })
  })

  it('refuse a decision that was made on another expiry, or without one', async () => {
    const api = await openPortfolio(open)
    await api.add('example.com', 30)
    await api.add('undated.com', null)
    const forExpiry = addDays(TODAY, 35)
    const stale = { ...expire, forExpiry: addDays(TODAY, 34) }
    expect(await api.put('/domains/example.com/decision', stale)).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    })
    expect((await api.put('/domains/example.com/decision', { ...expire, forExpiry })).status).toBe(200)
    expect(await api.put('/domains/undated.com/decision', expire)).toMatchObject({
      status: 422,
      body: { code: 'invalid', errors: [{ code: 'no_expiry' }] },
    })
    expect((await api.put('/domains/undated.com/renewal', expire)).status).toBe(200)
  })

  it('say when it is too late to let a name lapse, and save one at any time', async () => {
    const api = await openPortfolio(open)
    await api.add('late.com', -1)
    await api.add('last-day.com', 0)
    const tooLate = { status: 409, body: { code: 'too_late', args: { renewsOn: '2026-11-23' } } }
    expect(await api.put('/domains/late.com/decision', expire)).toMatchObject(tooLate)
    expect((await api.put('/domains/last-day.com/decision', expire)).status).toBe(200)
    expect((await api.put('/domains/late.com/decision', renew)).status).toBe(200)
    // A standing rule is for the terms to come; this one renews all the same.
    await api.delete('/domains/late.com/decision')
    const ruled = await api.put<Detail>('/domains/late.com/renewal', expire)
    expect(ruled).toMatchObject({ status: 200, body: { renewal: { mode: 'expire', scope: 'domain' } } })
    expect((await api.put('/domains/late.com/decision', renew)).status).toBe(200)
    expect(await api.delete('/domains/late.com/decision')).toMatchObject(tooLate)
  })

  it('let a critical name lapse only with its name typed, for this expiry', async () => {
    const api = await openPortfolio(open)
    await api.add('日本.jp', 30, { critical: by })
    const path = '/domains/xn--wgv71a.jp'
    const unconfirmed = { status: 422, body: { code: 'confirmation_required', args: { name: '日本.jp' } } }
    for (const confirm of [undefined, '', 'yes', '日本.com']) {
      expect(await api.put(`${path}/decision`, { ...expire, confirm })).toMatchObject(unconfirmed)
      expect(await api.put(`${path}/renewal`, { ...expire, confirm })).toMatchObject(unconfirmed)
    }
    const forExpiry = addDays(TODAY, 35)
    const released = await api.put<Detail>(`${path}/renewal`, { ...expire, confirm: '日本.jp' })
    expect(released.body).toMatchObject({
      renewal: { mode: 'expire', scope: 'domain' },
      rules: { release: { by: '佐藤', forExpiry } },
    })
    await changeNames(api.deps.storage, api.account, ['xn--wgv71a.jp'], () => ({
      registryExpiresOn: addDays(TODAY, 400),
    }))
    expect((await api.effective()).get('xn--wgv71a.jp')).toEqual({ mode: 'renew', scope: 'critical' })
    const again = await api.put<Detail>(`${path}/decision`, { ...expire, confirm: 'XN--WGV71A.jp' })
    expect(again.body).toMatchObject({ renewal: { mode: 'expire', scope: 'decision' } })
  })

  it('let a critical name lapse only for who has proved in the last minutes who they are', async () => {
    const api = await openPortfolio(open)
    await api.add('crown.jp', 30, { critical: by })
    await api.add('plain.jp', 30)
    await ageSessions(api.deps)
    const typed = { ...expire, confirm: 'crown.jp' }
    for (const what of ['renewal', 'decision']) {
      expect((await api.put(`/domains/crown.jp/${what}`, expire)).body).toMatchObject({ code: 'confirmation_required' })
      const refused = { status: 403, body: { code: 'step_up_required' } }
      expect(await api.put(`/domains/crown.jp/${what}`, typed)).toMatchObject(refused)
      expect((await api.put(`/domains/plain.jp/${what}`, expire)).status).toBe(200)
    }
    expect((await api.effective()).get('crown.jp')).toMatchObject({ mode: 'renew' })
    expect((await api.call('POST', '/api/step-up', { password: PASSWORD })).status).toBe(200)
    expect((await api.put('/domains/crown.jp/decision', typed)).status).toBe(200)
  })

  it('let a critical name lapse for who has just signed in, wherever the clock of the workspace stands', async () => {
    const api = await openPortfolio(open)
    await api.add('crown.jp', 30, { critical: by })
    await ageSessions(api.deps)
    const credentials = { email: 'sato@example.co.jp', password: PASSWORD }
    const { body } = await api.call<{ token: string }>('POST', '/api/session', credentials)
    api.deps.clock.moveTo('2026-12-10T00:00:00.000Z' as Instant)
    const path = `/api/accounts/${api.account}/domains/crown.jp/decision`
    const headers = { authorization: `Bearer ${body.token}` }
    expect((await api.call('PUT', path, { ...expire, confirm: 'crown.jp' }, headers)).status).toBe(200)
  })

  it('raise the shield of a critical name again as soon as it is to renew', async () => {
    const api = await openPortfolio(open)
    await api.add('example.com', 30, { critical: by })
    await api.put('/domains/example.com/renewal', { ...expire, confirm: 'example.com' })
    expect((await api.put<Detail>('/domains/example.com/decision', renew)).body.rules.release).toBeNull()
    expect((await api.delete<Detail>('/domains/example.com/decision')).body.renewal).toMatchObject({
      mode: 'renew',
      scope: 'critical',
    })
  })

  it('are only for those who may decide on the name, and hide it from others', async () => {
    const api = await openPortfolio(open)
    await api.add('sales.com', 30, { department: 'Sales' })
    await api.add('it.net', 30, { department: 'IT' })
    const reviewer = await addMember(api, 'departmentReviewer', { departments: ['Sales'] })
    const reader = await addMember(api, 'readOnly')
    expect((await reviewer.put('/domains/sales.com/decision', expire)).status).toBe(200)
    expect((await reviewer.put('/domains/it.net/decision', expire)).status).toBe(404)
    expect((await reviewer.delete('/domains/it.net/renewal')).status).toBe(404)
    expect((await reader.put('/domains/sales.com/decision', expire)).status).toBe(403)
  })

  it('are refused for a name that is not held any more', async () => {
    const api = await openPortfolio(open)
    await api.add('gone.com', 30, { holding: 'transferredOut' })
    const notHeld = { status: 422, body: { code: 'invalid', errors: [{ code: 'not_held' }] } }
    expect(await api.put('/domains/gone.com/decision', expire)).toMatchObject(notHeld)
    expect(await api.put('/domains/gone.com/renewal', renew)).toMatchObject(notHeld)
  })

  it('leave who changed what in the name’s history', async () => {
    const api = await openPortfolio(open)
    await api.add('example.com', 30)
    await api.put('/domains/example.com/decision', expire)
    await api.delete('/domains/example.com/decision')
    const { items } = (await api.get<{ items: unknown[] }>('/domains/example.com/history')).body
    expect(items.slice(0, 2)).toMatchObject([
      { action: 'domain.decide', by: '佐藤', before: { decision: 'expire' }, after: { decision: null } },
      { action: 'domain.decide', by: '佐藤', before: { decision: null }, after: { decision: 'expire' } },
    ])
  })
})

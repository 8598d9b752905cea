import { describe, expect, it } from 'vitest'
import packageJson from '../../../package.json' with { type: 'json' }
import { allRoutes } from '../../../service/app.ts'
import type { Deps } from '../../../service/deps.ts'
import { VERSION } from '../../../service/version.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { openTestApi } from '../../support/test-api.ts'

type Operation = {
  operationId: string
  responses: Record<string, unknown>
  security: unknown[]
  parameters?: unknown[]
}
type Description = { openapi: string; paths: Record<string, Record<string, Operation>> }

describeOnEachDatabase('the description of the API', (open) => {
  it('describes every mounted route once, with a problem answer and its own operation id', async () => {
    const api = await openTestApi(await open())
    const { status, body } = await api.call<Description>('GET', '/api/openapi.json')
    expect(status).toBe(200)
    expect(body.openapi).toBe('3.1.0')
    const described = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((m) => `${m} ${path}`),
    )
    const mounted = allRoutes(api.deps).map(({ route }) => `${route.method} ${route.path}`)
    expect(new Set(described)).toEqual(new Set(mounted))
    const operations = Object.values(body.paths).flatMap((methods) => Object.values(methods))
    expect(new Set(operations.map((one) => one.operationId)).size).toBe(operations.length)
    for (const one of operations) expect(one.responses).toHaveProperty('default')
  })
})

describe('the routes', () => {
  it('name a permission each, and no two share a method and path', () => {
    // Routes are only listed here, never called, so nothing of deps is touched.
    const routes = allRoutes({} as Deps).map(({ route }) => route)
    for (const route of routes) expect(route.access, `${route.method} ${route.path}`).toBeTruthy()
    expect(new Set(routes.map((route) => `${route.method} ${route.path}`)).size).toBe(routes.length)
  })

  it('carry the version of the package', () => {
    expect(VERSION).toBe(packageJson.version)
  })
})

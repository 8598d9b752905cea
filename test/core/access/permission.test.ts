import { describe, expect, it } from 'vitest'
import { BUILT_IN_ROLES, OPERATOR_PERMISSIONS, ROLE_PERMISSIONS } from '../../../core/access/permission.ts'

describe('built-in roles', () => {
  it.each(BUILT_IN_ROLES)('%s grants nothing that is the issuer’s, such as booking money or setting prices', (role) => {
    expect(ROLE_PERMISSIONS[role].filter((one) => (OPERATOR_PERMISSIONS as readonly string[]).includes(one))).toEqual(
      [],
    )
  })

  it('let an accountant manage billing and export documents, and place no order', () => {
    expect(ROLE_PERMISSIONS.accountant).toEqual(expect.arrayContaining(['billing.manage', 'documents.export']))
    expect(ROLE_PERMISSIONS.accountant).not.toContain('orders.place')
  })
})

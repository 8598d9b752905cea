import { z } from 'zod'

/** The closed list of permissions, `resource.action`. Systems that are built later add theirs here. */
export const PERMISSIONS = [
  'account.read',
  'account.update',
  'domains.read',
  'domains.create',
  'domains.update',
  'domains.archive',
  'domains.export',
  'domains.critical',
  'imports.run',
  'renewal.read',
  'renewal.decide',
  'renewal.rules',
  'connections.read',
  'connections.manage',
  'views.read',
  'views.manage',
  'notices.read',
  'forecast.read',
  'jobs.read',
  'jobs.manage',
  'audit.read',
  'prices.read',
  'billing.read',
  'billing.manage',
  'documents.read',
  'documents.export',
  'quotes.manage',
  'orders.read',
  'orders.place',
  'reversals.place',
  'operator.run',
  'operator.money',
  'operator.accounts',
  'operator.prices',
  'operator.closing',
  'operator.tasks',
] as const

export type Permission = (typeof PERMISSIONS)[number]

/** Money and terms are the issuer's: no role of an account grants these, only being an operator does. */
export const OPERATOR_PERMISSIONS = [
  'operator.run',
  'operator.money',
  'operator.accounts',
  'operator.prices',
  'operator.closing',
  'operator.tasks',
] as const satisfies readonly Permission[]

const isOperators = (permission: Permission) => (OPERATOR_PERMISSIONS as readonly Permission[]).includes(permission)
export const permissionSchema = z.enum(PERMISSIONS)

export const BUILT_IN_ROLES = [
  'owner',
  'domainManager',
  'accountant',
  'securityOfficer',
  'departmentReviewer',
  'readOnly',
] as const

export type BuiltInRole = (typeof BUILT_IN_ROLES)[number]

const READING: readonly Permission[] = [
  'account.read',
  'domains.read',
  'renewal.read',
  'connections.read',
  'views.read',
  'notices.read',
  'forecast.read',
  'jobs.read',
  'prices.read',
  'orders.read',
]

/** What each built-in role may do. Built-in roles are copied, never changed. */
export const ROLE_PERMISSIONS: Readonly<Record<BuiltInRole, readonly Permission[]>> = {
  owner: PERMISSIONS.filter((permission) => !isOperators(permission)),
  domainManager: [
    ...READING,
    'domains.create',
    'domains.update',
    'domains.archive',
    'domains.export',
    'imports.run',
    'renewal.decide',
    'renewal.rules',
    'connections.manage',
    'views.manage',
    'jobs.manage',
    'billing.read',
    'documents.read',
    'quotes.manage',
    'orders.place',
  ],
  accountant: [
    ...READING,
    'domains.export',
    'billing.read',
    'billing.manage',
    'documents.read',
    'documents.export',
    'quotes.manage',
  ],
  securityOfficer: [...READING, 'domains.critical', 'audit.read'],
  departmentReviewer: [...READING, 'domains.export', 'renewal.decide'],
  readOnly: READING,
}

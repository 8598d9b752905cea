export const GATEWAYS = ['none', 'manual', 'sandbox'] as const

/** How orders reach the registrar of a connection; through `none` we order nothing and only watch. */
export type Gateway = (typeof GATEWAYS)[number]

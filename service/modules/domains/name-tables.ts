/** Where changing names writes about a row per name. */
export const NAME_TABLES = ['domain', 'domain_tag', 'renewal_class'] as const

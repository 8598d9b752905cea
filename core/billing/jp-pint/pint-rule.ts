import type { XmlElement } from './xml.ts'

/**
 * A rule of JP PINT 1.1 by the identifier of the official one, re-implemented from its text, or by a name of ours where
 * the schema or receivers ask for it; true where it is kept.
 */
export type PintRule = { readonly id: string; readonly isKept: (invoice: XmlElement) => boolean }

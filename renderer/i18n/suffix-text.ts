import { type Suffix, unicodeSuffix } from '../../core/domains/suffix.ts'

/** A suffix as people read it, with its dot and in its own script: `.co.jp`. */
export function suffixText(suffix: string): string {
  return `.${unicodeSuffix(suffix as Suffix)}`
}

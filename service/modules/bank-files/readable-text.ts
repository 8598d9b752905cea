import iconv from 'iconv-lite'
import { bytesOfText, hasForeignBytes } from '../../../core/billing/zengin/jis-x0201.ts'

/** Text of a bank file as people read it: where a bank has put double-byte characters in, against the standard, those. */
export function readableText(text: string): string {
  const bytes = hasForeignBytes(text) ? bytesOfText(text) : null
  return bytes === null ? text : iconv.decode(Buffer.from(bytes), 'cp932').trimEnd()
}

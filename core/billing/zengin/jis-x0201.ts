/**
 * Bank files are single bytes of JIS X 0201. Here each byte is one character and back again: ASCII as it is, half-width
 * katakana (0xA1-0xDF) as U+FF61-U+FF9F, and the bytes that the standard leaves out as U+0080-U+00FF. Lengths and offsets
 * of such text are bytes, and no byte of a file is lost, whatever a bank has put into it.
 */
const FIRST_KANA = 0xa1
const LAST_KANA = 0xdf
const KANA_OFFSET = 0xff61 - FIRST_KANA

const isKanaByte = (code: number): boolean => code >= FIRST_KANA && code <= LAST_KANA

export function textOfBytes(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(isKanaByte(byte) ? byte + KANA_OFFSET : byte)
  return text
}

/** The bytes of such text; null where a character is none of them, such as a kanji. */
export function bytesOfText(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes = new Uint8Array(text.length)
  for (let n = 0; n < text.length; n++) {
    const code = text.charCodeAt(n)
    const byte = isKanaByte(code - KANA_OFFSET) ? code - KANA_OFFSET : code
    if (byte > 0xff || isKanaByte(code)) return null
    bytes[n] = byte
  }
  return bytes
}

/** Whether text of a file holds bytes that JIS X 0201 does not have: double-byte characters, most likely. */
export function hasForeignBytes(text: string): boolean {
  return /[\u0080-\u00ff]/.test(text)
}

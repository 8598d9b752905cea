import iconv from 'iconv-lite'

/** The mark that Japanese print puts where a character is missing. */
const GETA = '〓'

/** Text in the code page of Japanese Windows; what it lacks becomes 〓, not a question mark that reads as one. */
export function encodeCp932(text: string): Uint8Array<ArrayBuffer> {
  const plain = Array.from(text, (character) => (isInCp932(character) ? character : GETA)).join('')
  return new Uint8Array(iconv.encode(plain, 'cp932'))
}

const known = new Map<string, boolean>()

function isInCp932(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return true
  const answer = known.get(character) ?? iconv.decode(iconv.encode(character, 'cp932'), 'cp932') === character
  known.set(character, answer)
  return answer
}

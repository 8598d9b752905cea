import { unsupportedCharacters } from '../../adapters/documents/printable-text.ts'
import { Refusal } from '../../refusal.ts'

/** What documents will show of a party, by where it stands in the request. */
export type PartyTexts = Readonly<Record<string, string | null | undefined>>

/** Addresses are printed line by line. */
const linesOf = (pointer: string, text: string) => (pointer.endsWith('/address') ? text.split(/\r?\n/) : [text])

/** Refuses names and addresses with characters that no font of documents has, and says which. */
export function assertPrintable(texts: PartyTexts): void {
  const found = Object.entries(texts).flatMap(([pointer, text]) => {
    const characters = linesOf(pointer, text ?? '').flatMap(unsupportedCharacters)
    return characters.length === 0 ? [] : [{ pointer, characters }]
  })
  if (found.length === 0) return
  const all = [...new Set(found.flatMap(({ characters }) => characters))]
  throw new Refusal('invalid', {
    detail: `Documents cannot print ${all.join(' ')}.`,
    args: { characters: all.join(' ') },
    errors: found.map(({ pointer, characters }) => ({
      pointer,
      code: 'unprintable',
      detail: `No font prints ${characters.join(' ')}.`,
    })),
  })
}

import { FileRefusal } from './file-refusal.ts'

/** What a file is from the outside. */
export type Container = 'sheet' | 'text'

const isPrefix = (head: Buffer, bytes: readonly number[]) => bytes.every((byte, index) => head[index] === byte)

const ZIP = [0x50, 0x4b, 0x03, 0x04]
/** OLE compound files: .xls, and .xlsx under a password. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const BINARIES: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46],
  [0x1f, 0x8b],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
  [0x7f, 0x45, 0x4c, 0x46],
  [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
  [0x50, 0x4b, 0x05, 0x06],
]

/** Tells spreadsheets from text by their first bytes; what is neither is refused. */
export function containerOf(head: Buffer): Container {
  if (isPrefix(head, ZIP)) return 'sheet'
  if (isPrefix(head, OLE)) throw new FileRefusal('old_spreadsheet')
  if (BINARIES.some((magic) => isPrefix(head, magic))) throw new FileRefusal('binary')
  return 'text'
}

import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { FileRefusal } from './file-refusal.ts'

export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'cp932'

/** Text as it is decoded. The encoding is known for certain only once the text has been read to its end. */
export type DecodedText = { readonly text: AsyncIterable<string>; readonly encoding: () => TextEncoding }

/** Decodes text whose encoding is found from its bytes. Damage is refused where it stands, never replaced. */
export function decodeText(head: Buffer, bytes: AsyncIterable<Buffer>): DecodedText {
  const utf16 = utf16Of(head)
  if (utf16) return { text: checked(utf16Text(bytes, utf16)), encoding: () => utf16 }
  const hasBom = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
  const found: { encoding: TextEncoding } = { encoding: hasBom ? 'utf-8-bom' : 'utf-8' }
  return { text: checked(byteText(bytes, hasBom, found)), encoding: () => found.encoding }
}

function utf16Of(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) {
    if (head[2] === 0 && head[3] === 0 && head.length > 3) throw new FileRefusal('unknown_encoding')
    return 'utf-16le'
  }
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const zeros = { even: 0, odd: 0 }
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2 === 0 ? 'even' : 'odd'] += 1
  const pairs = head.length / 2
  if (zeros.odd > pairs * 0.2 && zeros.even < zeros.odd * 0.05) return 'utf-16le'
  return zeros.even > pairs * 0.2 && zeros.odd < zeros.even * 0.05 ? 'utf-16be' : null
}

async function* utf16Text(bytes: AsyncIterable<Buffer>, encoding: 'utf-16le' | 'utf-16be'): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const lines = lineCounter()
  for await (const chunk of bytes) {
    yield lines.count(
      orRefuse(
        () => decoder.decode(chunk, { stream: true }),
        () => new FileRefusal('binary', lines.line()),
      ),
    )
  }
  yield orRefuse(
    () => decoder.decode(),
    () => new FileRefusal('truncated', lines.line()),
  )
}

function orRefuse(decode: () => string, refusal: () => FileRefusal): string {
  try {
    return decode()
  } catch {
    throw refusal()
  }
}

function lineCounter() {
  let line = 1
  const count = (text: string) => {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line += 1
    return text
  }
  return { count, line: () => line }
}

/**
 * UTF-8 and CP932 are the same as long as bytes are ASCII, so nothing has to be decided before the first byte that is
 * not, be it in row 50,000. From there on each line is held against both.
 */
async function* byteText(
  bytes: AsyncIterable<Buffer>,
  hasBom: boolean,
  found: { encoding: TextEncoding },
): AsyncGenerator<string> {
  const judge = lineJudge(hasBom ? 'utf-8' : null)
  let held: Buffer = Buffer.alloc(0)
  let isFirst = hasBom
  for await (const chunk of bytes) {
    const joined = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    const end = endOfLines(joined) || (judge.encoding() === 'cp932' ? 0 : endOfLongUtf8(joined))
    const lines = joined.subarray(isFirst ? 3 : 0, end)
    if (end === 0 || (judge.isOpen(lines) && joined.length < MAX_UNDECIDED)) {
      held = joined
      if (held.length > MAX_HELD) throw new FileRefusal('record_too_large', judge.line())
      continue
    }
    const text = judge.read(lines, false)
    isFirst = false
    held = joined.subarray(end)
    if (text !== '') yield text
    if (judge.encoding() === 'cp932') found.encoding = 'cp932'
  }
  const rest = judge.read(held.subarray(isFirst ? 3 : 0), true)
  if (judge.encoding() === 'cp932') found.encoding = 'cp932'
  yield rest
}

/** Where the last whole line ends; 0 where there is none. */
function endOfLines(bytes: Buffer): number {
  return Math.max(bytes.lastIndexOf(LINE_FEED), bytes.lastIndexOf(CARRIAGE_RETURN)) + 1
}

/** How much can be read of a line without an end in sight, as JSON is written: only UTF-8 can be cut between characters. */
function endOfLongUtf8(bytes: Buffer): number {
  if (bytes.length <= MAX_UNDECIDED) return 0
  const end = bytes.length - halfCharacter(bytes)
  return ['ascii', 'utf-8'].includes(kindOf(bytes.subarray(0, end))) ? end : 0
}

/** A line longer than this is no row of any export; what is held is bounded by it. */
const MAX_HELD = 4 * 1024 * 1024

/** So much is read ahead for a line that decides; what is still undecided then is read as UTF-8. */
const MAX_UNDECIDED = 1024 * 1024

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/** Decodes whole lines and keeps to the encoding that the first telling line is in. */
function lineJudge(given: 'utf-8' | null) {
  let encoding: 'utf-8' | 'cp932' | null = given
  let line = 1
  const read = (bytes: Buffer, isEnd: boolean): string => {
    const text = isAscii(bytes) ? bytes.toString('latin1') : decodeLines(bytes, isEnd)
    for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) line += 1
    return text
  }
  const decodeLines = (bytes: Buffer, isEnd: boolean): string => {
    if (encoding === null) encoding = decide(bytes, line, isEnd)
    if (encoding === 'utf-8' || encoding === null) {
      if (!isUtf8(bytes)) throw damagedUtf8(bytes, line, isEnd)
      return bytes.toString('utf8')
    }
    const foreign = eachLine(bytes).find(({ bytes: one }) => kindOf(one) === 'utf-8')
    if (foreign) throw new FileRefusal('mixed_encodings', line + foreign.index)
    return decodeCp932(bytes, line, isEnd)
  }
  const isOpen = (bytes: Buffer) =>
    encoding === null &&
    !isAscii(bytes) &&
    eachLine(bytes).every(({ bytes: one }) => ['ascii', 'either'].includes(kindOf(one)))
  return { read, isOpen, encoding: () => encoding, line: () => line }
}

function eachLine(bytes: Buffer): readonly { readonly bytes: Buffer; readonly index: number }[] {
  const lines: { bytes: Buffer; index: number }[] = []
  let start = 0
  while (start < bytes.length) {
    const at = bytes.indexOf(LINE_FEED, start)
    const end = at < 0 ? bytes.length : at + 1
    lines.push({ bytes: bytes.subarray(start, end), index: lines.length })
    start = end
  }
  return lines
}

/** Whether a line can only be UTF-8, cannot be UTF-8, or could be either (two-byte sequences also pair up in CP932). */
function kindOf(line: Buffer): 'utf-8' | 'other' | 'either' | 'ascii' {
  if (isAscii(line)) return 'ascii'
  if (!isUtf8(line)) return 'other'
  return line.some((byte) => byte >= 0xe0) ? 'utf-8' : 'either'
}

/** The encoding of the first lines with bytes beyond ASCII, or null while they could be either. */
function decide(bytes: Buffer, line: number, isEnd: boolean): 'utf-8' | 'cp932' | null {
  const lines = eachLine(bytes).map((one) => ({ ...one, kind: kindOf(one.bytes) }))
  const utf8 = lines.find(({ kind }) => kind === 'utf-8')
  const other = lines.find(({ kind }) => kind === 'other')
  if (!other) return utf8 ? 'utf-8' : null
  const isLast = isEnd && other.index === lines.length - 1
  if (isLast && isCutUtf8(other.bytes, utf8 !== undefined)) throw new FileRefusal('truncated', line + other.index)
  if (hasControls(bytes)) throw new FileRefusal('binary', line)
  if (utf8) throw new FileRefusal('mixed_encodings', line + Math.max(utf8.index, other.index))
  const japanese = Buffer.concat(lines.filter(({ kind }) => kind === 'other').map((one) => one.bytes))
  if (looksWestern(japanese)) throw new FileRefusal('unknown_encoding', line + other.index)
  const text = iconv.decode(japanese, 'cp932')
  const damage = text.indexOf('\ufffd')
  if (damage < 0) return 'cp932'
  const isCut = isEnd && damage === text.length - 1
  throw new FileRefusal(isCut ? 'truncated' : 'unknown_encoding', line + other.index)
}

const CONTROL = /[^\P{Cc}\t\n\v\f\r\u007f-\u009f]/u

function hasControls(bytes: Buffer): boolean {
  return CONTROL.test(bytes.toString('latin1'))
}

/** Accented letters of Windows-1252 between plain letters (`Müller`), and no kana anywhere: not Japanese. */
function looksWestern(bytes: Buffer): boolean {
  const text = bytes.toString('latin1')
  return (
    !/[\x81-\x83][\x40-\xfc]|[\x88-\x9f\xe0-\xea][\x40-\xfc][\x81-\x9f\xe0-\xfc]/.test(text) &&
    /[A-Za-z][\xc0-\xff][a-z]/.test(text)
  )
}

/**
 * Whether bytes are UTF-8 but for a last character that is not whole. Where nothing else shows that they are, the half of a
 * character of two bytes could as well be a half-width katakana.
 */
function isCutUtf8(bytes: Buffer, isKnown: boolean): boolean {
  const length = halfCharacter(bytes)
  const rest = bytes.subarray(0, bytes.length - length)
  if (length === 0 || !isUtf8(rest)) return false
  return isKnown || (bytes.at(-length) ?? 0) >= 0xe0 || kindOf(rest) === 'utf-8'
}

/** How many bytes of a last UTF-8 character stand at the end, where it is not whole. */
function halfCharacter(bytes: Buffer): number {
  const length = [1, 2, 3].find((count) => (bytes.at(-count) ?? 0) >= 0xc2) ?? 0
  const lead = bytes.at(-length) ?? 0
  const whole = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
  return length < whole ? length : 0
}

function damagedUtf8(bytes: Buffer, line: number, isEnd: boolean): FileRefusal {
  const lines = eachLine(bytes)
  const bad = lines.find((one) => !isUtf8(one.bytes))
  const isCut = isEnd && bad?.index === lines.length - 1 && isCutUtf8(bad.bytes, true)
  const code = isCut ? 'truncated' : hasControls(bytes) ? 'binary' : 'mixed_encodings'
  return new FileRefusal(code, line + (bad?.index ?? 0))
}

function decodeCp932(bytes: Buffer, line: number, isEnd: boolean): string {
  const text = iconv.decode(bytes, 'cp932')
  const at = text.indexOf('\ufffd')
  if (at < 0) return text
  const code = isEnd && at === text.length - 1 ? 'truncated' : 'mixed_encodings'
  throw new FileRefusal(code, line + text.slice(0, at).split('\n').length - 1)
}

/** Refuses control characters, which no export writes; takes off the byte-order mark and DOS's end mark. */
async function* checked(text: AsyncIterable<string>): AsyncGenerator<string> {
  const lines = lineCounter()
  let isStart = true
  for await (const piece of text) {
    const plain = piece.endsWith('\x1a') ? piece.slice(0, -1) : piece
    const found = CONTROL.exec(plain)
    if (found) {
      const line = lines.line() + plain.slice(0, found.index).split('\n').length - 1
      throw new FileRefusal(found[0] === '\0' ? 'nul_bytes' : 'binary', line)
    }
    lines.count(plain)
    yield isStart && plain.startsWith('\ufeff') ? plain.slice(1) : plain
    isStart = false
  }
}

const LINE_OCTETS = 75
const encoder = new TextEncoder()

/** A content line of RFC 5545 §3.1, folded so that no line has more than 75 octets and no character is cut. */
export function icalLine(name: string, value: string): string {
  let folded = ''
  let octets = 0
  for (const character of `${name}:${value}`) {
    const size = encoder.encode(character).length
    if (octets + size > LINE_OCTETS) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return `${folded}\r\n`
}

/** A value of type TEXT (RFC 5545 §3.3.11); control characters but tab and line break may not stand in one. */
export function icalText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
}

/** `2027-01-24` → `20270124`, an instant → `20261031T150500Z` (RFC 5545 §3.3.4, §3.3.5). */
export function icalTime(value: string): string {
  return value.replace(/\.\d+/, '').replace(/[-:]/g, '')
}

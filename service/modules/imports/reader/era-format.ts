import { strFromU8, unzipSync } from 'fflate'

const STYLES = 'xl/styles.xml'
/** Years of an era (`ggge`, `ge`), as in `ggge"年"m"月"d"日"`; `General` has those letters too. */
const ERA = /g{1,3}e{1,2}(?![a-z])/i
const FORMAT_CODE = /\bformatCode="([^"]*)"/g
const ENTITIES: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&apos;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
}

/** The number format by which a workbook shows days in Japanese eras, which its reader takes for plain numbers. */
export function eraFormat(file: Buffer): string | null {
  const styles = unzipSync(file, { filter: ({ name }) => name === STYLES })[STYLES]
  if (!styles) return null
  const codes = [...strFromU8(styles).matchAll(FORMAT_CODE)].map(([, code]) => plainText(code ?? ''))
  return codes.find((code) => ERA.test(code)) ?? null
}

function plainText(text: string): string {
  return text.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity)
}

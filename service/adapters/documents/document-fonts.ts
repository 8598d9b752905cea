import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { resourcePath } from './resource-file.ts'

/** A font that documents are set in; `file` is its path among the `@expo-google-fonts` packages. */
type DocumentFont = { readonly family: string; readonly file: string }

/**
 * All fonts of documents, tried in this order for each character. One font is not enough: without them the PDF of
 * 株式会社𠮷野 or 삼성.kr is refused by the compiler, and the fonts of the machine differ from one to the next.
 */
const DOCUMENT_FONTS: readonly DocumentFont[] = [
  { family: 'BIZ UDPGothic', file: 'biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf' },
  { family: 'BIZ UDPGothic', file: 'biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf' },
  { family: 'Noto Sans JP', file: 'noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf' },
  { family: 'Noto Sans SC', file: 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf' },
  { family: 'Noto Sans KR', file: 'noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf' },
  { family: 'Noto Sans Thai', file: 'noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf' },
  { family: 'Noto Sans Arabic', file: 'noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf' },
]

let fontFiles: readonly Buffer[] | null = null

/** The bytes of `DOCUMENT_FONTS` (31 MB, read once); a packaged app has them in `resources/fonts`. */
export function readDocumentFonts(): readonly Buffer[] {
  fontFiles ??= DOCUMENT_FONTS.map(({ file }) =>
    readFileSync(
      resourcePath(`fonts/${basename(file)}`) ?? createRequire(import.meta.url).resolve(`@expo-google-fonts/${file}`),
    ),
  )
  return fontFiles
}

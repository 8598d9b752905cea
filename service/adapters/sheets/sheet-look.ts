import type { DocumentLanguage } from '../../../core/renewal/notice-document.ts'
import type { Sheet } from './sheet.ts'

/** How sheets look to readers of a language: days as they write them, in a font that their office has. */
export function sheetLook(language: DocumentLanguage): Pick<Sheet<never>, 'dayFormat' | 'fontName'> {
  return language === 'ja'
    ? { dayFormat: 'yyyy/mm/dd', fontName: 'Yu Gothic' }
    : { dayFormat: 'yyyy-mm-dd', fontName: 'Calibri' }
}

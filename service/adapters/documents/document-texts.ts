import type { DocumentLanguage } from '../../../core/renewal/notice-document.ts'
import en from '../../../resources/translations/en/documents.json' with { type: 'json' }
import ja from '../../../resources/translations/ja/documents.json' with { type: 'json' }

/** Every word of documents, sheets and calendars in one language. */
export type DocumentTexts = typeof en

/** Both languages have the same keys: the Japanese catalogue is checked against the type of the English one. */
export const documentTexts: Readonly<Record<DocumentLanguage, DocumentTexts>> = { ja, en }

/** Puts values into the `{{places}}` of a text. */
export function fillText(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (place, key: string) => String(values[key] ?? place))
}

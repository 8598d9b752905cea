import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { japanese } from '../../../renderer/i18n/catalogues.ts'

type Words = Readonly<Record<string, string>>

const documents = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../resources/translations/ja/documents.json'), 'utf8'),
) as Readonly<Record<string, Words>>
const screens = japanese as unknown as {
  readonly common: Readonly<Record<string, Words>>
  readonly domains: Readonly<Record<string, Words>>
}

describe('words that stand in documents and on screens', () => {
  it.each([
    ['holdings', documents['holding'], screens.common['holdings']],
    ['levels of locks', documents['lockLevel'], screens.common['lockLevels']],
    ['states', documents['timeline'], screens.domains['timeline']],
    ['modes', documents['mode'], screens.common['modes']],
  ])('are the same for %s', (_, inDocuments, onScreens) => {
    expect(inDocuments).toEqual(onScreens)
  })
})

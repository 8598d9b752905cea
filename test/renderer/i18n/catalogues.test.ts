import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ERRORS } from '../../../core/contract/errors.ts'
import { TIMELINE_STATES } from '../../../core/domains/timeline-rules.ts'
import { EXPLANATION_KEYS } from '../../../core/renewal/explanation.ts'
import { BULK_SKIPS } from '../../../core/renewal/renewal-step.ts'
import { english, japanese } from '../../../renderer/i18n/catalogues.ts'

const PLURALS = /_(zero|one|two|few|many|other)$/

/** Every text by its dotted key; plural forms of one text are one key. */
function texts(node: unknown, prefix = ''): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [key, value] of Object.entries(node as object)) {
    const path = prefix === '' ? key : `${prefix}.${key}`
    const inner = typeof value === 'string' ? [[path.replace(PLURALS, ''), [value]] as const] : texts(value, path)
    for (const [innerPath, values] of inner) found.set(innerPath, [...(found.get(innerPath) ?? []), ...values])
  }
  return found
}

const placeholders = (forms: readonly string[]): string[] =>
  [...new Set(forms.flatMap((form) => form.match(/\{\{\w+\}\}/g) ?? []))].sort()

const NAMESPACES = Object.keys(english) as (keyof typeof english)[]

describe.each(NAMESPACES)('the texts of %s', (namespace) => {
  const en = texts(english[namespace])
  const ja = texts(japanese[namespace])

  it('are the same in Japanese and English', () => {
    expect([...ja.keys()].sort()).toEqual([...en.keys()].sort())
  })

  it('have the same arguments in both languages', () => {
    // A plural with a fixed word for one may leave the count out, so only foreign arguments are faults.
    for (const [key, forms] of ja)
      expect(placeholders(en.get(key) ?? [])).toEqual(expect.arrayContaining(placeholders(forms)))
  })

  it('write Japanese numbers without a blank before what they count', () => {
    for (const forms of ja.values()) expect(forms.join('\n')).not.toMatch(/(\}\}|\d) (件|行|日|列|人|回|か月)/)
  })

  it('never call a button 更新 alone, which reads as "refresh"', () => {
    for (const forms of ja.values()) expect(forms).not.toContain('更新')
  })
})

describe('the catalogues', () => {
  it('say why a name is left out of bulk work', () => {
    for (const code of BULK_SKIPS) expect(texts(english.codes).has(code), code).toBe(true)
  })

  it('hold every file of the folder, so that no text is forgotten', () => {
    for (const language of ['en', 'ja']) {
      const files = readdirSync(join(import.meta.dirname, '../../../resources/translations', language))
      expect(NAMESPACES.map((name) => `${name}.json`)).toEqual(
        expect.arrayContaining(files.filter(isOfTheRenderer(language))),
      )
    }
  })

  it('have a title for every refusal of the service', () => {
    for (const code of Object.keys(ERRORS)) expect(texts(english.errors).get(`${code}.title`), code).toBeDefined()
  })

  it('have a sentence for every explanation of a renewal and a word for every state', () => {
    const domains = texts(english.domains)
    for (const key of EXPLANATION_KEYS) expect(domains.has(`explanations.${key}`), key).toBe(true)
    for (const state of TIMELINE_STATES) expect(domains.has(`timeline.${state}`), state).toBe(true)
  })
})

/** Other hosts (the shell's menus) keep their texts in the same folder, under their own names. */
function isOfTheRenderer(language: string): (file: string) => boolean {
  const sources = readFileSync(join(import.meta.dirname, '../../../renderer/i18n/catalogues.ts'), 'utf8')
  return (file) => sources.includes(`/${language}/${file}`)
}

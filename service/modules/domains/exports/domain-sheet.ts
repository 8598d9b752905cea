import type { IsoDate } from '../../../../core/calendar/iso-date.ts'
import type { DomainItem } from '../../../../core/contract/http/domains.ts'
import { parseAmount } from '../../../../core/money/money.ts'
import { writeTags } from '../../../../core/portfolio/import/tag-list.ts'
import { isUnassigned } from '../../../../core/portfolio/unassigned.ts'
import type { DocumentLanguage } from '../../../../core/renewal/notice-document.ts'
import { type DocumentTexts, documentTexts } from '../../../adapters/documents/document-texts.ts'
import type { Sheet, SheetColumn } from '../../../adapters/sheets/sheet.ts'
import { sheetLook } from '../../../adapters/sheets/sheet-look.ts'

/** The columns of an exported list of names, in their order: what `GET /domains` shows, flat. */
export const DOMAIN_COLUMNS = [
  'name',
  'unicodeName',
  'suffix',
  'expiresOn',
  'registryExpiresOn',
  'paidThroughOn',
  'decideBy',
  'cutOffOn',
  'renewsOn',
  'mode',
  'scope',
  'setBy',
  'setAt',
  'timeline',
  'holding',
  'contradiction',
  'critical',
  'needsDecision',
  'registrarAutoRenew',
  'lockTransfer',
  'lockUpdate',
  'lockDelete',
  'lockRenew',
  'lockLevel',
  'registrar',
  'connection',
  'nameServers',
  'department',
  'tags',
  'price',
  'currency',
  'updatedAt',
] as const
export type DomainColumn = (typeof DOMAIN_COLUMNS)[number]

/** For programs the headings and values are the API's own; for people they are words of their language. */
export type DomainSheetReader = DocumentLanguage | 'program'

export function domainSheet(
  reader: DomainSheetReader,
  columns: readonly DomainColumn[] = DOMAIN_COLUMNS,
): Sheet<DomainItem> {
  const language = reader === 'program' ? 'en' : reader
  const texts = documentTexts[language]
  const cells = reader === 'program' ? domainCells(AS_IS) : domainCells(wordsOf(texts))
  return {
    title: texts.domainSheet.title,
    ...sheetLook(language),
    columns: columns.map((column) => ({
      heading: reader === 'program' ? column : texts.domainSheet[column],
      ...cells[column],
    })),
  }
}

type Cell = Omit<Extract<SheetColumn<DomainItem>, { kind: 'text' }>, 'heading'> | DayCell | AmountCell
type DayCell = Omit<Extract<SheetColumn<DomainItem>, { kind: 'day' }>, 'heading'>
type AmountCell = Omit<Extract<SheetColumn<DomainItem>, { kind: 'amount' }>, 'heading'>

/** How the closed values of a name are said. */
type Words = {
  readonly mode: (mode: DomainItem['renewal']['mode']) => string
  readonly scope: (scope: DomainItem['renewal']['scope']) => string
  readonly timeline: (state: DomainItem['timeline']) => string
  readonly holding: (holding: DomainItem['holding']) => string
  readonly autoRenew: (autoRenew: DomainItem['registrarAutoRenew']) => string
  readonly lockLevel: (level: DomainItem['lockLevel']) => string
  readonly connection: (item: Pick<DomainItem, 'connection' | 'registrar'>) => string
  readonly truth: (value: boolean) => string
}

const AS_IS: Words = {
  mode: (mode) => mode,
  scope: (scope) => scope,
  timeline: (state) => state,
  holding: (holding) => holding,
  autoRenew: (autoRenew) => autoRenew,
  lockLevel: (level) => level,
  connection: ({ connection }) => connection.name,
  truth: String,
}

function wordsOf(texts: DocumentTexts): Words {
  return {
    mode: (mode) => texts.mode[mode],
    scope: (scope) => texts.scope[scope],
    timeline: (state) => texts.timeline[state],
    holding: (holding) => texts.holding[holding],
    autoRenew: (autoRenew) => texts.autoRenew[autoRenew],
    lockLevel: (level) => texts.lockLevel[level],
    connection: ({ connection: { name }, registrar }) => (isUnassigned({ name, registrar }) ? texts.unassigned : name),
    truth: (value) => (value ? texts.yes : texts.no),
  }
}

function domainCells(words: Words): Readonly<Record<DomainColumn, Cell>> {
  const truthOrUnknown = (value: boolean | null) => (value === null ? null : words.truth(value))
  return {
    name: text(32, (item) => item.name),
    unicodeName: text(32, (item) => item.unicodeName),
    suffix: text(12, (item) => item.suffix),
    expiresOn: day((item) => item.expiresOn),
    registryExpiresOn: day((item) => item.registryExpiresOn),
    paidThroughOn: day((item) => item.paidThroughOn),
    decideBy: day((item) => item.decideBy),
    cutOffOn: day((item) => item.cutOffOn),
    renewsOn: day((item) => item.renewsOn),
    mode: text(14, (item) => words.mode(item.renewal.mode)),
    scope: text(14, (item) => words.scope(item.renewal.scope)),
    setBy: text(18, (item) => item.renewal.setBy),
    setAt: text(24, (item) => item.renewal.setAt),
    timeline: text(18, (item) => words.timeline(item.timeline)),
    holding: text(14, (item) => words.holding(item.holding)),
    contradiction: text(14, (item) => words.truth(item.contradiction)),
    critical: text(12, (item) => words.truth(item.critical)),
    needsDecision: text(12, (item) => words.truth(item.needsDecision)),
    registrarAutoRenew: text(14, (item) => words.autoRenew(item.registrarAutoRenew)),
    lockTransfer: text(11, (item) => truthOrUnknown(item.locks.transfer)),
    lockUpdate: text(11, (item) => truthOrUnknown(item.locks.update)),
    lockDelete: text(11, (item) => truthOrUnknown(item.locks.delete)),
    lockRenew: text(11, (item) => truthOrUnknown(item.locks.renew)),
    lockLevel: text(12, (item) => words.lockLevel(item.lockLevel)),
    registrar: text(20, (item) => item.registrar),
    connection: text(20, words.connection),
    nameServers: text(36, (item) => item.nameServers.join('; ')),
    department: text(20, (item) => item.department),
    tags: text(24, (item) => writeTags(item.tags)),
    price: { kind: 'amount', width: 12, value: priceOf },
    currency: text(9, (item) => item.price?.currency ?? null),
    updatedAt: text(24, (item) => item.updatedAt),
  }
}

function text(width: number, value: (item: DomainItem) => string | null): Cell {
  return { kind: 'text', width, value }
}

function day(value: (item: DomainItem) => IsoDate | null): Cell {
  return { kind: 'day', width: 13, value }
}

function priceOf({ price }: DomainItem) {
  const money = price ? parseAmount(price.amount, price.currency) : null
  return money?.ok ? money.value : null
}

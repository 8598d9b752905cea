import type { TFunction } from 'i18next'
import { dayInZone, type Instant, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainItem } from '../../../core/contract/http/domains.ts'
import { isUnassigned } from '../../../core/portfolio/unassigned.ts'
import type { Format } from '../../i18n/format.ts'
import { suffixText } from '../../i18n/suffix-text.ts'
import type { GridColumn } from '../../ui/table/grid-column.ts'
import { NameCell } from './components/name-cell.tsx'
import classes from './domain-columns.module.css'
import { willRenew } from './will-renew.ts'

type ColumnTools = {
  readonly t: TFunction<['domains', 'common']>
  readonly format: Format
  readonly today: IsoDate
  readonly account: string
  readonly timeZone: string
}

type DomainColumn = GridColumn<DomainItem>

/** The columns of the table of names: the default set first, then those that can be shown. */
export function domainColumns(tools: ColumnTools): readonly DomainColumn[] {
  const { t, format } = tools
  return [
    nameColumn(tools),
    {
      ...textColumn('timeline', t('columns.timeline'), isJapanese(format) ? 112 : 142, (row) => stateText(t, row)),
      sortKey: 'timeline',
    },
    dayColumn(tools, 'expiresOn', { withDistance: true }),
    dayColumn(tools, 'decideBy', { withDistance: true }),
    renewsOnColumn(tools),
    renewalColumn(tools),
    priceColumn(tools),
    { ...textColumn('department', t('columns.department'), 130, (row) => row.department ?? ''), sortKey: 'department' },
    tagsColumn(tools),
    {
      ...textColumn('locks', t('columns.locks'), 110, (row) => t(`common:lockLevels.${row.lockLevel}`)),
      sortKey: 'lock',
    },
    { ...textColumn('registrar', t('columns.registrar'), 150, (row) => row.registrar), sortKey: 'registrar' },
    ...hiddenColumns(tools),
  ]
}

function hiddenColumns(tools: ColumnTools): readonly DomainColumn[] {
  const { t, format, timeZone } = tools
  const hidden = (column: DomainColumn, sortKey?: string): DomainColumn => ({
    ...column,
    isHiddenAtFirst: true,
    ...(sortKey !== undefined && { sortKey }),
  })
  return [
    hidden(
      textColumn('suffix', t('columns.suffix'), 90, (row) => suffixText(row.suffix)),
      'suffix',
    ),
    hidden(dayColumn(tools, 'cutOffOn', {})),
    hidden(nextChargeColumn(tools)),
    hidden(dayColumn(tools, 'registryExpiresOn', {})),
    hidden(
      textColumn('holding', t('columns.holding'), 100, (row) => t(`common:holdings.${row.holding}`)),
      'holding',
    ),
    hidden(
      textColumn('autoRenew', t('columns.autoRenew'), 130, (row) => t(`common:autoRenew.${row.registrarAutoRenew}`)),
    ),
    hidden(
      textColumn('connection', t('columns.connection'), 150, ({ connection: { name }, registrar }) =>
        isUnassigned({ name, registrar }) ? t('common:unassigned') : name,
      ),
      'connection',
    ),
    hidden(textColumn('nameServers', t('columns.nameServers'), 220, (row) => format.list(row.nameServers))),
    hidden(
      textColumn('updatedAt', t('columns.updatedAt'), 150, (row) => format.instant(row.updatedAt, timeZone)),
      'updatedAt',
    ),
  ]
}

function textColumn(id: string, title: string, width: number, text: (row: DomainItem) => string): DomainColumn {
  return { id, title, width, text, cell: text }
}

function nameColumn({ t, account, format }: ColumnTools): DomainColumn {
  return {
    id: 'name',
    title: t('columns.name'),
    width: isJapanese(format) ? 236 : 220,
    sortKey: 'name',
    pin: 'left',
    text: (row) => row.unicodeName,
    cell: (row) => <NameCell row={row} account={account} t={t} />,
  }
}

type DayField = 'expiresOn' | 'decideBy' | 'renewsOn' | 'cutOffOn' | 'registryExpiresOn'

function dayColumn(
  { t, format, today }: ColumnTools,
  field: DayField,
  { withDistance = false }: { readonly withDistance?: boolean },
): DomainColumn {
  return {
    id: field,
    title: t(`columns.${field}`),
    width: dayWidth(format, withDistance),
    sortKey: field,
    text: (row) => row[field] ?? '',
    cell: (row) => {
      const day = row[field]
      if (day === null) return <span className={classes.none}>–</span>
      if (!withDistance) return format.day(day)
      return (
        <>
          {format.day(day)}
          <span className={classes.distance}>{format.distance(day, today)}</span>
        </>
      )
    },
  }
}

/** The day of renewal; names that are set to lapse have none. */
function renewsOnColumn(tools: ColumnTools): DomainColumn {
  const column = dayColumn(tools, 'renewsOn', {})
  const text = tools.t('notRenewed')
  return {
    ...column,
    text: (row) => (willRenew(row, tools.today) ? (row.renewsOn ?? '') : text),
    // Nobody decides by this day: where days are long it does without the day of the week.
    width: isJapanese(tools.format) ? column.width : 112,
    cell: (row) => {
      if (!willRenew(row, tools.today)) return <span className={classes.none}>{text}</span>
      if (isJapanese(tools.format) || row.renewsOn === null) return column.cell(row)
      return tools.format.plainDay(row.renewsOn)
    },
  }
}

/** English days are longer, and so are its distances. Up to what will happen, all fits into a window of 1280. */
function dayWidth(format: Format, withDistance: boolean): number {
  if (isJapanese(format)) return withDistance ? 176 : 122
  return withDistance ? 218 : 138
}

function isJapanese({ locale }: Format): boolean {
  return locale.startsWith('ja')
}

/** What will happen and by which rule; red where the name will be lost. */
function renewalColumn({ t, format, timeZone }: ColumnTools): DomainColumn {
  return {
    id: 'renewal',
    title: t('columns.renewal'),
    width: isJapanese(format) ? 150 : 164,
    sortKey: 'mode',
    text: (row) => `${t(`common:modes.${row.renewal.mode}`)} (${t(`common:scopes.${row.renewal.scope}`)})`,
    cell: ({ renewal, suffix }) => {
      const by = renewal.setBy ?? t('rule.noOne')
      const at = renewal.setAt && dayInZone(renewal.setAt as Instant, timeZone)
      const rule = t(`rule.${renewal.scope}`, { suffix: suffixText(suffix) })
      return (
        <span title={at ? t('rule.title', { rule, by, at: format.plainDay(at) }) : rule}>
          <span data-mode={renewal.mode} className={classes.mode}>
            {t(`common:modes.${renewal.mode}`)}
          </span>
          <span className={classes.distance}>{t(`common:scopes.${renewal.scope}`)}</span>
        </span>
      )
    },
  }
}

function priceColumn({ t, format }: ColumnTools): DomainColumn {
  return {
    id: 'price',
    title: t('columns.price'),
    width: 92,
    sortKey: 'price',
    align: 'end',
    text: (row) => (row.price ? format.money(row.price) : ''),
    cell: (row) => (row.price ? format.money(row.price) : <span className={classes.none}>{t('noPrice')}</span>),
  }
}

/** What is charged next and when; empty where we do not order the renewal. */
function nextChargeColumn({ t, format }: ColumnTools): DomainColumn {
  return {
    id: 'nextCharge',
    title: t('columns.nextCharge'),
    width: 200,
    align: 'end',
    text: ({ nextCharge }) => (nextCharge ? `${nextCharge.on} ${format.money(nextCharge.amount)}` : ''),
    cell: ({ nextCharge }) =>
      nextCharge ? (
        <>
          {format.money(nextCharge.amount)}
          <span className={classes.distance}>{format.plainDay(nextCharge.on)}</span>
        </>
      ) : (
        <span className={classes.none}>–</span>
      ),
  }
}

function tagsColumn({ t, format }: ColumnTools): DomainColumn {
  return {
    id: 'tags',
    title: t('columns.tags'),
    width: 150,
    text: (row) => format.list(row.tags),
    cell: (row) =>
      row.tags.map((tag) => (
        <span key={tag} className={classes.tag}>
          {tag}
        </span>
      )),
  }
}

/** Where a held name stands on its way to its expiry; of any other, what became of it. */
export function stateText(
  t: TFunction<['domains', 'common']>,
  { holding, timeline }: Pick<DomainItem, 'holding' | 'timeline'>,
): string {
  return holding === 'held' ? timelineText(t, timeline) : t(`common:holdings.${holding}`)
}

/** The timeline's word; states that this version does not know are shown as they come. */
function timelineText(t: TFunction<['domains', 'common']>, state: string): string {
  return t(`timeline.${state as 'active'}`, { defaultValue: state })
}

import { Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WireMoney } from '../../../../core/money/money.ts'
import { RENEWAL_MODES, type RenewalMode } from '../../../../core/renewal/renewal-mode.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { NamesLink } from '../../../ui/links/names-link.tsx'
import type { Forecast } from '../api/get-forecast.ts'
import { dueInMonth, dueWithin } from '../attention-filters.ts'
import classes from '../home-page.module.css'

type Month = Forecast['months'][number]

/** Names by month of their renewal, those that lapse beside them, and the cost below. Each number leads to its names. */
export function ForecastChart({ forecast }: { readonly forecast: Forecast }) {
  const { t } = useTranslation(['home', 'common'])
  const format = useFormat()
  const highest = Math.max(1, ...forecast.months.flatMap(({ renew, expire }) => [renew.names, expire.names]))
  const { renew, expire } = forecast.total
  const counted = (count: number) => ({ count, formatted: format.count(count) })
  return (
    <>
      <Group gap="lg" mb="sm">
        <Text>
          <span className={classes.key} />
          <NamesLink filter={dueWithin(forecast, 'renew')} sort="renewsOn">
            {[t('forecast.renew', counted(renew.names)), sumText(renew.money)].filter(Boolean).join(' · ')}
          </NamesLink>
        </Text>
        <Text>
          <span className={classes.key} data-mode="expire" />
          <NamesLink filter={dueWithin(forecast, 'expire')} sort="renewsOn">
            {t('forecast.expire', counted(expire.names))}
          </NamesLink>
        </Text>
        {renew.unpriced > 0 && <Text c="dimmed">{t('forecast.unpriced', counted(renew.unpriced))}</Text>}
      </Group>
      <ol className={classes.chart}>
        {forecast.months.map((month) => (
          <li key={month.month} className={classes.month}>
            <div className={classes.bars}>
              {RENEWAL_MODES.map((mode) => (
                <Bar key={mode} forecast={forecast} month={month} mode={mode} highest={highest} />
              ))}
            </div>
            <span>{format.shortMonth(month.month)}</span>
            {month.renew.money.length > 0 && (
              <span className={classes.money} title={sumText(month.renew.money)}>
                <NamesLink filter={dueInMonth(month.month, forecast, 'renew')} sort="renewsOn">
                  {month.renew.money.map((sum) => format.briefMoney(sum)).join('\n')}
                </NamesLink>
              </span>
            )}
          </li>
        ))}
      </ol>
    </>
  )

  function sumText(sums: readonly WireMoney[]): string {
    return sums.map((sum) => format.money(sum)).join(' + ')
  }
}

type BarProps = {
  readonly forecast: Forecast
  readonly month: Month
  readonly mode: RenewalMode
  readonly highest: number
}

function Bar({ forecast, month, mode, highest }: BarProps) {
  const { t } = useTranslation(['home', 'common'])
  const { id: account } = useAccount()
  const format = useFormat()
  const { names } = month[mode]
  const label = t(`forecast.barLabel.${mode}`, {
    month: format.month(month.month),
    count: names,
    formatted: format.count(names),
  })
  if (names === 0) return <span className={classes.bar} data-mode={mode} />
  return (
    <Link
      className={classes.bar}
      data-mode={mode}
      aria-label={label}
      title={label}
      to="/accounts/$account/domains"
      params={{ account }}
      search={{ ...dueInMonth(month.month, forecast, mode), sort: 'renewsOn' }}
    >
      <span className={classes.count}>{format.count(names)}</span>
      <span className={classes.fill} style={{ height: `${(names / highest) * 82}%` }} />
    </Link>
  )
}

import { Group, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { IsoDate } from '../../../../core/calendar/iso-date.ts'
import type { WireMoney } from '../../../../core/money/money.ts'
import type { RenewalMode } from '../../../../core/renewal/renewal-mode.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Panel } from '../../../ui/layout/panel.tsx'
import { NamesLink } from '../../../ui/links/names-link.tsx'
import type { Notice } from '../api/get-notice.ts'
import { namesOfMode, namesOfWeek } from '../notice-filters.ts'
import classes from '../renewals.module.css'

type NoticeProps = { readonly notice: Notice }

/** How many names renew and how many lapse, and for how much. */
export function NoticeByMode({ notice }: NoticeProps) {
  const { t } = useTranslation(['renewals', 'common'])
  const format = useFormat()
  const moneyText = useMoneyText()
  const { sums } = notice
  return (
    <Panel title={t('notice.byMode')} explanation={t('notice.sumsExplanation')}>
      <Table maw={520} aria-label={t('notice.byMode')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('columns.mode')}</Table.Th>
            <Table.Th scope="col" ta="end">
              {t('notices.names')}
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {t('columns.price')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sums.byMode.map(({ mode, names, money }) => (
            <Table.Tr key={mode}>
              <Table.Td className={classes.mode} data-mode={mode}>
                {t(`common:modes.${mode}`)}
              </Table.Td>
              <Table.Td ta="end">
                <NamesLink filter={namesOfMode(notice, mode)} sort="decideBy">
                  {format.count(names)}
                </NamesLink>
              </Table.Td>
              <Table.Td ta="end">{moneyText(money)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {sums.unpriced > 0 && (
        <Text c="dimmed" mt="xs">
          {t('notice.unpriced', { count: sums.unpriced, formatted: format.count(sums.unpriced) })}
        </Text>
      )}
    </Panel>
  )
}

/** Names by the week of their decide-by date: bars and their numbers in one table. */
export function NoticeByWeek({ notice }: NoticeProps) {
  const { t } = useTranslation(['renewals', 'common'])
  const format = useFormat()
  const moneyText = useMoneyText()
  const { byWeek } = notice.sums
  const most = Math.max(1, ...byWeek.map(({ names }) => names))
  if (byWeek.length === 0) return null
  return (
    <Panel title={t('notice.byWeek')} actions={<Legend />}>
      <Table aria-label={t('notice.byWeek')} verticalSpacing={3}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('notice.weekFrom')}</Table.Th>
            <Table.Td w="45%" />
            <Table.Th scope="col" ta="end">
              {t('common:modes.renew')}
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {t('common:modes.expire')}
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {t('notice.renewalCost')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {byWeek.map(({ weekFrom, names, renew, money }) => (
            <Table.Tr key={weekFrom}>
              <Table.Th scope="row" fw={400} className={classes.figure}>
                {format.day(weekFrom)}
              </Table.Th>
              <Table.Td>
                <div className={classes.bar} aria-hidden>
                  <div className={classes.barRenew} style={{ width: `${(renew / most) * 100}%` }} />
                  <div className={classes.barExpire} style={{ width: `${((names - renew) / most) * 100}%` }} />
                </div>
              </Table.Td>
              <Table.Td ta="end">
                <WeekNames notice={notice} weekFrom={weekFrom} mode="renew" names={renew} />
              </Table.Td>
              <Table.Td ta="end">
                <WeekNames notice={notice} weekFrom={weekFrom} mode="expire" names={names - renew} />
              </Table.Td>
              <Table.Td ta="end" className={classes.figure}>
                {moneyText(money)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  )
}

type WeekNamesProps = NoticeProps & {
  readonly weekFrom: IsoDate
  readonly mode: RenewalMode
  readonly names: number
}

/** How many names of a week renew or lapse; leads to them. */
function WeekNames({ notice, weekFrom, mode, names }: WeekNamesProps) {
  const format = useFormat()
  if (names === 0) return '0'
  return (
    <span className={mode === 'expire' ? classes.lost : undefined}>
      <NamesLink filter={namesOfWeek(notice, weekFrom, mode)} sort="decideBy">
        {format.count(names)}
      </NamesLink>
    </span>
  )
}

function Legend() {
  const { t } = useTranslation('common')
  return (
    <Group gap="md" aria-hidden>
      <span>
        <span className={`${classes.legend} ${classes.barRenew}`} />
        {t('modes.renew')}
      </span>
      <span>
        <span className={`${classes.legend} ${classes.barExpire}`} />
        {t('modes.expire')}
      </span>
    </Group>
  )
}

function useMoneyText(): (amounts: readonly WireMoney[]) => string {
  const format = useFormat()
  return (amounts) => (amounts.length === 0 ? '–' : amounts.map((amount) => format.money(amount)).join(' + '))
}

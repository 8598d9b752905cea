import { formatAmount, type Money } from './money.ts'

/** Money as a column prints it: `¥3,980`, `-¥100`; other currencies with their code, `USD 18.99`. */
export function moneyText(money: Money): string {
  const plain = formatAmount(money)
  const sign = plain.startsWith('-') ? '-' : ''
  const [whole = '', fraction] = plain.slice(sign.length).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const amount = fraction === undefined ? grouped : `${grouped}.${fraction}`
  return money.currency === 'JPY' ? `${sign}¥${amount}` : `${sign}${money.currency} ${amount}`
}

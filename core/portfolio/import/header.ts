import { type Currency, currencySchema } from '../../money/money.ts'

/** A header reduced to what registrars agree on: `Auto-renew`, `AUTO RENEW ` and `auto_renew` are all `autorenew`. */
export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** A header without what stands in brackets: `更新料金（円）`, `Amount (USD)`. */
export function withoutBrackets(header: string): string {
  return header.normalize('NFKC').replace(/[([].*?[)\]]/g, '')
}

const SECRET_KEYS =
  /passw(or)?[dt]|passphrase|kennwort|motdepasse|contraseña|senha|wachtwoord|passcode|secret|apikey|apitoken|accesstoken|credential|privatekey|auth(ori[sz]ation)?(code|info|key|id)|eppcode|transfer(code|key)|^(pass|pwd|pin|token|epp|auth)$|パスワード|暗証|秘密|認証コード|認証キー|認証鍵|オースコード|オーソコード|トークン|口令|密码|密碼/

/** Whether a column holds passwords, API secrets or transfer codes: its cells are dropped before anything is stored. */
export function isSecretHeader(header: string): boolean {
  return SECRET_KEYS.test(headerKey(header))
}

const CURRENCY_WORDS: readonly (readonly [RegExp, string])[] = [
  [/円|jpy|\byen\b|税込|税抜/i, 'JPY'],
  [/人民币|人民幣|\brmb\b/i, 'CNY'],
  [/€|\beuros?\b/i, 'EUR'],
  [/£/, 'GBP'],
  [/US\$|米ドル/i, 'USD'],
]

/** The currency that a header names (`Amount (USD)`, `更新料金（円）`), or null. */
export function headerCurrency(header: string): Currency | null {
  const text = header.normalize('NFKC')
  const code = /[([\s_-](USD|EUR|GBP|JPY|CNY|AUD|CAD|CHF|HKD|SGD|TWD|KRW|NZD|SEK|DKK|NOK|PLN|INR)[)\]\s]*$/i.exec(
    text,
  )?.[1]
  const found = code?.toUpperCase() ?? CURRENCY_WORDS.find(([word]) => word.test(text))?.[1]
  return found === undefined ? null : currencySchema.parse(found)
}

/** Whether headers are Japanese: kana, or words that Chinese exports do not use. */
export function isJapanese(headers: readonly string[]): boolean {
  return headers.some((header) =>
    /[\p{sc=Hiragana}\p{sc=Katakana}]|有効期限|登録日|失効日|更新料|部署|備考/u.test(header),
  )
}

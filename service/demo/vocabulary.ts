/** The invented group of companies that the demo shows, and the words its names are made of. */

export const ORGANISATION = '藍川ホールディングス株式会社'

/** Who issues the demo's documents. */
export const ISSUER = {
  name: '株式会社みなとドメインサービス(サンプル)',
  registration_number: 'T8010401098765',
  postal_code: '105-0001',
  address: '東京都港区虎ノ門9-9-9\n虎ノ門サンプルビル8階',
  phone: '03-0000-0000',
  email: 'billing@minato-domain.example',
  bank_account: JSON.stringify({
    bankCode: '9999',
    bankName: 'サンプル銀行',
    branchCode: '001',
    branchName: '本店営業部',
    type: 'ordinary',
    number: '1234567',
    holder: 'ｶ)ﾐﾅﾄﾄﾞﾒｲﾝｻ-ﾋﾞｽ',
  }),
} as const

export const PEOPLE = [
  { name: '佐藤 美咲', email: 'sato@aikawa.example', role: 'owner', department: null },
  { name: '鈴木 健', email: 'suzuki@aikawa.example', role: 'domainManager', department: null },
  { name: '高橋 由美', email: 'takahashi@aikawa.example', role: 'accountant', department: null },
  { name: '田中 蓮', email: 'tanaka@aikawa.example', role: 'departmentReviewer', department: 'マーケティング部' },
] as const

export const COMPANIES = [
  { label: 'aikawa', japanese: '藍川', departments: ['情報システム部', '広報部', '法務・知財部'] },
  { label: 'aikawa-shoji', japanese: '藍川商事', departments: ['商事営業部', '海外事業部'] },
  { label: 'aikawa-denki', japanese: '藍川電機', departments: ['電機マーケティング部', '電機サポート部'] },
  { label: 'aikawa-foods', japanese: '藍川食品', departments: ['マーケティング部', '食品通販部'] },
  { label: 'aikawa-travel', japanese: '藍川観光', departments: ['観光企画部', 'インバウンド推進部'] },
  { label: 'aikawa-estate', japanese: '藍川不動産', departments: ['不動産販売部'] },
  { label: 'aikawa-clinic', japanese: '藍川メディカル', departments: ['医療広報部'] },
] as const

export const BRANDS = [
  { label: 'hanabira', japanese: '花びら' },
  { label: 'mizukagami', japanese: '水鏡' },
  { label: 'yukiharu', japanese: '雪春' },
  { label: 'komorebi-tea', japanese: '木漏れ日茶' },
  { label: 'akanebus', japanese: '茜バス' },
  { label: 'tsukimi-dining', japanese: '月見ダイニング' },
  { label: 'sorairo', japanese: '空色' },
  { label: 'wakaba-home', japanese: '若葉ホーム' },
  { label: 'kazenoki', japanese: '風の木' },
  { label: 'hoshizora-stay', japanese: '星空ステイ' },
  { label: 'nagisa', japanese: '渚' },
  { label: 'momiji-card', japanese: '紅葉カード' },
] as const

/** What a campaign or a country site adds to a brand. */
export const TOPICS = [
  'shop',
  'online',
  'recruit',
  'support',
  'global',
  'store',
  'cafe',
  'lab',
  'news',
  'club',
  'gift',
  'pay',
  'app',
  'info',
  'event',
  'summer',
  'winter',
  'spring',
  'autumn',
  'campaign',
  'present',
  'fair',
  'tour',
  'hotel',
  'kids',
  'pro',
  'plus',
  'next',
  'one',
  'city',
  'tokyo',
  'osaka',
  'kyoto',
  'nagoya',
  'fukuoka',
  'sapporo',
  'asia',
  'eu',
  'us',
  'card',
] as const

export const JAPANESE_TOPICS = [
  '公式',
  '通販',
  '採用',
  '観光',
  '東京',
  '大阪',
  '京都',
  '限定',
  '夏祭り',
  '春の旅',
  '会員',
  '不動産',
  '食堂',
  '銀行',
  '温泉',
] as const

export const TAGS = [
  'ブランド',
  'キャンペーン',
  '防衛登録',
  '本番',
  'メール利用',
  'リダイレクト',
  '海外',
  '統廃合候補',
] as const

/** Registrar connections of the demo; cut-offs as the registrars publish them. */
export const CONNECTIONS = [
  {
    key: 'jpdirect',
    name: 'JPDirect',
    registrar: 'JPDirect',
    // Claim on the 3rd, payable by the end of the month before the expiry (jpdirect.jp/service/renew.html).
    cutOffs: { '*': { kind: 'endOfPreviousMonth' } },
  },
  {
    key: 'valuedomain',
    name: 'Value-Domain（商事）',
    registrar: 'Value-Domain',
    // The 20th of the expiry month, the 25th for organisational types.
    cutOffs: {
      jp: { kind: 'dayOfExpiryMonth', day: 20 },
      'co.jp': { kind: 'dayOfExpiryMonth', day: 25 },
      '*': { kind: 'daysBefore', days: 1 },
    },
  },
  {
    key: 'csc',
    name: 'CSC（グループ共通）',
    registrar: 'CSC',
    cutOffs: { '*': { kind: 'daysBefore', days: 7 } },
  },
  {
    key: 'godaddy',
    name: 'GoDaddy（旧・海外子会社）',
    registrar: 'GoDaddy',
    cutOffs: { jp: { kind: 'daysBefore', days: 2 }, '*': { kind: 'daysBefore', days: 0 } },
  },
] as const
export type DemoConnection = (typeof CONNECTIONS)[number]['key']

/** Suffixes with their share of the portfolio, where they are held, and an example price per year. */
export const SUFFIXES: readonly {
  readonly suffix: string
  readonly share: number
  readonly at: readonly DemoConnection[]
  readonly price: readonly [minor: number, currency: 'JPY' | 'USD'] | null
}[] = [
  { suffix: 'jp', share: 260, at: ['jpdirect', 'valuedomain', 'csc'], price: [3980, 'JPY'] },
  { suffix: 'com', share: 300, at: ['csc', 'valuedomain', 'godaddy'], price: [1980, 'JPY'] },
  { suffix: 'co.jp', share: 14, at: ['jpdirect'], price: [7700, 'JPY'] },
  { suffix: 'net', share: 70, at: ['csc', 'valuedomain', 'godaddy'], price: [2180, 'JPY'] },
  { suffix: 'org', share: 25, at: ['csc'], price: [2280, 'JPY'] },
  { suffix: 'info', share: 20, at: ['valuedomain', 'godaddy'], price: [2480, 'JPY'] },
  { suffix: 'biz', share: 12, at: ['valuedomain'], price: [2680, 'JPY'] },
  { suffix: 'tokyo', share: 30, at: ['valuedomain'], price: [1480, 'JPY'] },
  { suffix: 'osaka', share: 6, at: ['valuedomain'], price: [1480, 'JPY'] },
  { suffix: 'shop', share: 28, at: ['valuedomain', 'godaddy'], price: [4380, 'JPY'] },
  { suffix: 'online', share: 14, at: ['godaddy'], price: [4299, 'USD'] },
  { suffix: 'xyz', share: 18, at: ['godaddy'], price: [1499, 'USD'] },
  { suffix: 'store', share: 12, at: ['godaddy'], price: [5299, 'USD'] },
  { suffix: 'app', share: 12, at: ['csc'], price: [2980, 'JPY'] },
  { suffix: 'dev', share: 6, at: ['csc'], price: [2780, 'JPY'] },
  { suffix: 'io', share: 8, at: ['csc'], price: [8900, 'JPY'] },
  { suffix: 'ai', share: 6, at: ['csc'], price: [14800, 'JPY'] },
  { suffix: 'asia', share: 14, at: ['valuedomain'], price: [1980, 'JPY'] },
  { suffix: 'cn', share: 30, at: ['csc'], price: [4200, 'JPY'] },
  { suffix: 'com.cn', share: 18, at: ['csc'], price: [4200, 'JPY'] },
  { suffix: 'tw', share: 12, at: ['csc'], price: [5800, 'JPY'] },
  { suffix: 'com.tw', share: 8, at: ['csc'], price: [5800, 'JPY'] },
  { suffix: 'kr', share: 12, at: ['csc'], price: [6200, 'JPY'] },
  { suffix: 'co.kr', share: 8, at: ['csc'], price: [6200, 'JPY'] },
  { suffix: 'sg', share: 8, at: ['csc'], price: [9800, 'JPY'] },
  { suffix: 'de', share: 10, at: ['csc'], price: [2400, 'JPY'] },
  { suffix: 'fr', share: 8, at: ['csc'], price: [2600, 'JPY'] },
  { suffix: 'eu', share: 8, at: ['csc'], price: [2400, 'JPY'] },
  { suffix: 'co.uk', share: 10, at: ['csc'], price: [2200, 'JPY'] },
  { suffix: 'com.au', share: 6, at: ['csc'], price: null },
  { suffix: 'or.jp', share: 2, at: ['jpdirect'], price: [7700, 'JPY'] },
]

/** Suffixes that the group lets lapse. */
export const DROPPED = ['xyz', 'online', 'biz'] as const

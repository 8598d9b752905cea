/** A kind of legal person or branch: its name, how it is read, and how banks abbreviate it. */
type LegalForm = { readonly name: string; readonly kana: string; readonly short: string }

/** 法人略語 and 営業所略語 of the banks' transfer services. */
export const LEGAL_FORMS: readonly LegalForm[] = [
  { name: '株式会社', kana: 'カブシキガイシャ', short: 'カ' },
  { name: '有限会社', kana: 'ユウゲンガイシャ', short: 'ユ' },
  { name: '合名会社', kana: 'ゴウメイガイシャ', short: 'メ' },
  { name: '合資会社', kana: 'ゴウシガイシャ', short: 'シ' },
  { name: '合同会社', kana: 'ゴウドウガイシャ', short: 'ド' },
  { name: '相互会社', kana: 'ソウゴガイシャ', short: 'ソ' },
  { name: '医療法人', kana: 'イリョウホウジン', short: 'イ' },
  { name: '一般財団法人', kana: 'イッパンザイダンホウジン', short: 'ザイ' },
  { name: '公益財団法人', kana: 'コウエキザイダンホウジン', short: 'ザイ' },
  { name: '財団法人', kana: 'ザイダンホウジン', short: 'ザイ' },
  { name: '一般社団法人', kana: 'イッパンシャダンホウジン', short: 'シヤ' },
  { name: '公益社団法人', kana: 'コウエキシャダンホウジン', short: 'シヤ' },
  { name: '社団法人', kana: 'シャダンホウジン', short: 'シヤ' },
  { name: '宗教法人', kana: 'シュウキョウホウジン', short: 'シユウ' },
  { name: '学校法人', kana: 'ガッコウホウジン', short: 'ガク' },
  { name: '社会福祉法人', kana: 'シャカイフクシホウジン', short: 'フク' },
  { name: '特定非営利活動法人', kana: 'トクテイヒエイリカツドウホウジン', short: 'トクヒ' },
  { name: '独立行政法人', kana: 'ドクリツギョウセイホウジン', short: 'ドク' },
  { name: '国立大学法人', kana: 'コクリツダイガクホウジン', short: 'ダイ' },
  { name: '農事組合法人', kana: 'ノウジクミアイホウジン', short: 'ノウ' },
  { name: '弁護士法人', kana: 'ベンゴシホウジン', short: 'ベン' },
  { name: '行政書士法人', kana: 'ギョウセイショシホウジン', short: 'ギヨ' },
  { name: '司法書士法人', kana: 'シホウショシホウジン', short: 'シホウ' },
  { name: '税理士法人', kana: 'ゼイリシホウジン', short: 'ゼイ' },
  { name: '営業所', kana: 'エイギョウショ', short: 'エイ' },
  { name: '出張所', kana: 'シュッチョウショ', short: 'シユツ' },
]

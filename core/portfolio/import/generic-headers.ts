import { headerKey, withoutBrackets } from './header.ts'
import { type ImportField, NAME_SERVER_FIELDS } from './import-field.ts'

/** Header keys that people and registrars use for a field, likeliest first. English, Japanese, Chinese. */
const WORDS: Readonly<Partial<Record<ImportField, string>>> = {
  name: 'domainname domain fqdn domainfqdn qualifieddomainname domainnameace asciiname punycode name hostname ドメイン名 ドメイン ドメイン名称 ドメインネーム 対象ドメイン 対象ドメイン名 登録ドメイン 登録ドメイン名 域名 网域名',
  suffix: 'tld extension suffix ドメイン種別 ドメインの種類',
  paidThroughOn:
    'paidthroughon paidthroughdate paidthrough paiduntil paiduntildate 支払済期限 支払い済み期限 支払済み期限 お支払い済み期限 契約期限',
  registryExpiresOn:
    'レジストリの有効期限 registryexpireson registryexpirydate registryexpirationdate expirationdate expirydate expireson expiresat expires expiry expiration expiredate expiredon expireat expdate dateexpires dateexpiration domainexpirationdate domainexpirydate domainexpiry expiresdate dateregistryend datesregistryendsat registryendsat validuntil validto enddate renewaldate nextrenewaldate renewalduedate renewson 有効期限 有効期限日 ドメイン有効期限 有効期間満了日 有効期間 期限 期限日 失効日 満了日 満期日 満期 契約満了日 更新期限 更新期限日 利用期限 ドメイン失効日 次回更新日 到期日期 到期时间 到期日 过期时间',
  registeredOn:
    'registeredon registrationdate registereddate dateregistered registered createdate createddate creationdate createdon createdat created datecreated creation registeredat datesregistrycreatedat startdate 登録日 登録年月日 登録日時 取得日 取得年月日 ドメイン登録日 契約開始日 利用開始日 注册日期 注册时间',
  registrarAutoRenew:
    'registrarautorenew 登録事業者の自動更新 autorenew autorenewal autorenewstatus autorenewenabled autorenewalstatus isautorenew autorenewflag domainautorenewstatus renewalstatus renewalmode renewauto 自動更新 自動更新設定 自動更新状態 自動更新ステータス 自動更新の設定 自動更新有無 更新設定 更新方法 更新区分 自动续费 自动续期',
  lockTransfer:
    'locktransfer transferlock registrarlock domainlock locked lock islocked lockstatus transferlocked clienttransferprohibited 移管ロック ドメインロック レジストラロック ロック ロック状態 ロック設定 转移锁',
  lockUpdate: 'lockupdate updatelock clientupdateprohibited 変更ロック',
  lockDelete: 'lockdelete deletelock clientdeleteprohibited 削除ロック',
  lockRenew: 'lockrenew renewlock clientrenewprohibited 更新ロック',
  serverTransferProhibited: 'servertransferprohibited',
  serverUpdateProhibited: 'serverupdateprohibited',
  serverDeleteProhibited: 'serverdeleteprohibited',
  statuses:
    'statuses registrystatuses status domainstatus eppstatus eppstatuses registrystatus ステータス 状態 ドメイン状態 ドメインステータス 状況 状态 域名状态',
  nameServers:
    'nameservers nameserver dnsservers dnsserver nameserverlist ns dns ネームサーバー ネームサーバ ネームサーバー情報 ネームサーバ情報 dnsサーバー dnsサーバ 域名服务器',
  price:
    'renewalprice renewalfee renewalcost renewprice renewcost renewalamount estrenewalprice estimatedrenewalprice annualrenewalprice annualprice annualcost annualfee yearlycost 更新料金 更新料 更新費用 更新価格 更新単価 年間費用 年間料金 年額 年額料金 年額費用 年間更新料 续费价格 续费金额',
  priceCurrency: 'pricecurrency renewalcurrency feecurrency currency currencycode 通貨 通貨コード 币种',
  department:
    'department dept departmentname division businessunit costcenter costcentre team ownerdepartment 部署 部署名 部門 部門名 担当部署 管理部署 所管部署 主管部署 所属 所属部署 事業部 利用部署 部门',
  tags: 'tags tag labels label folders folder foldermemberships categories category group groups brand brandname タグ ラベル カテゴリ カテゴリー 分類 区分 グループ フォルダ フォルダー ブランド 分组',
  registrar:
    'registrar registrarname sponsoringregistrar currentregistrar provider レジストラ レジストラー レジストラ名 指定事業者 指定事業者名 管理事業者 登録事業者 取得事業者 事業者 事業者名 管理会社 契約先 取得元 注册商',
  connection:
    'connection registraraccount accountname account registraraccountname 接続 アカウント アカウント名 契約アカウント 管理アカウント',
  note: 'note notes domainnote domainnotes remarks remark comments comment memo description 備考 備考欄 メモ コメント 用途 摘要 説明 备注',
  critical: 'critical criticaldomain iscritical criticalname 重要ドメイン 重要ドメイン名',
  holding: 'holding 保有状態 保有状況',
}

const NUMBERED_NAME_SERVER =
  /^(?:nameserver|nameservers|ns|dns|dnsserver|ネームサーバー?|dnsサーバー?)(\d{1,2})(?:号|番|台目)?$/
const ORDINALS = ['primary', 'secondary', 'tertiary']
const ORDINAL_NAME_SERVER =
  /^(primary|secondary|tertiary|プライマリ|セカンダリ)(?:nameserver|ns|dns|ネームサーバー?|dnsサーバー?)?$/

/** Rank of each header key by field: 0 is the likeliest word for it. */
const RANKS: ReadonlyMap<string, { readonly field: ImportField; readonly rank: number }> = new Map(
  Object.entries(WORDS).flatMap(([field, words]) =>
    words.split(' ').map((word, rank) => [word, { field: field as ImportField, rank }] as const),
  ),
)

/**
 * The field that a header stands for in general use, with its rank among the field's words; null when unknown. What
 * stands in brackets is left out when the whole is not known: `更新料金（円）`, `Amount (USD)`.
 */
export function genericField(
  key: string,
  header: string,
): { readonly field: ImportField; readonly rank: number } | null {
  const plain = key.replace(/#\d+$/, '')
  return known(plain) ?? known(headerKey(withoutBrackets(header)))
}

function known(key: string): { readonly field: ImportField; readonly rank: number } | null {
  const word = RANKS.get(key)
  if (word) return word
  const numbered = NUMBERED_NAME_SERVER.exec(key)
  const ordinal = ORDINAL_NAME_SERVER.exec(key)?.[1]
    ?.replace('プライマリ', 'primary')
    .replace('セカンダリ', 'secondary')
  const position = numbered ? Number(numbered[1]) - 1 : ordinal === undefined ? -1 : ORDINALS.indexOf(ordinal)
  const field = NAME_SERVER_FIELDS[position]
  return field === undefined ? null : { field, rank: 100 }
}

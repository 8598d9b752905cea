const ON = new Set(
  'on yes y true t 1 enabled enable active auto autorenew autorenewal automatic renew ○ 〇 ◯ ✓ ✔ 有 有効 有り あり する はい 自動 自動更新 更新 更新する 自動更新する オン 設定中 設定済 利用中 是 开启 已开启 启用'.split(
    ' ',
  ),
)
const OFF = new Set(
  'off no n false f 0 disabled disable inactive manual manually manualrenew donotrenew dontrenew norenew norenewal expire none never × ✕ ✗ x 無 無効 無し なし しない いいえ 手動 手動更新 更新しない 自動更新しない オフ 未設定 自動失効 失効 否 关闭 已关闭 禁用'.split(
    ' ',
  ),
)
const UNSTATED = new Set(['', 'na', 'null', 'unknown', '不明', '未確認', '-', '—'])

const key = (text: string) => text.toLowerCase().replace(/[\s_'’./-]+/gu, '')

/** Reads a yes/no cell in English, Japanese or Chinese; null when it states nothing; undefined when the word is not known. */
export function readSwitch(text: string): boolean | null | undefined {
  const word = key(text)
  if (UNSTATED.has(word)) return null
  if (ON.has(word)) return true
  return OFF.has(word) ? false : undefined
}

const LOCKED = new Set(['locked', 'lock', 'ロック', 'ロック中', 'ロック済', '施錠'])
const UNLOCKED = new Set(['unlocked', 'unlock', 'open', 'notlocked', 'ロックなし', 'ロック解除', '解除', '未ロック'])

/** Reads a lock cell: `Locked`, `Unlocked`, or any yes/no word. */
export function readLock(text: string): boolean | null | undefined {
  const word = key(text)
  if (LOCKED.has(word)) return true
  return UNLOCKED.has(word) ? false : readSwitch(text)
}

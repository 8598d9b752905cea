import type { ReminderSummary } from '../../../core/renewal/reminders.ts'
import type { ShellTexts } from './shell-texts.ts'

export const japanese: ShellTexts = {
  menu: {
    file: 'ファイル',
    edit: '編集',
    view: '表示',
    window: 'ウインドウ',
    settings: '設定…',
    quit: 'Daicho を終了',
    reload: '再読み込み',
    about: 'Daicho について',
  },
  tray: { open: 'Daicho を開く', decisions: '判断待ちのドメイン', quit: '終了' },
  saveDialog: { title: '書き出しファイルの保存' },
  reminder: (summary) => ({
    title: `変更期限が近いドメイン：${summary.names.toLocaleString('ja')}件（最短 ${dayText(summary)}）`,
    body: [reasonsText(summary), namesText(summary)].join('\n'),
  }),
}

function dayText({ first }: ReminderSummary): string {
  const format = new Intl.DateTimeFormat('ja', {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  })
  return format.format(new Date(`${first}T00:00:00Z`))
}

function reasonsText({ lapsing, contradictions, shielded }: ReminderSummary): string {
  const parts = [
    contradictions > 0 && `登録事業者の設定と不一致 ${contradictions.toLocaleString('ja')}件`,
    lapsing > 0 && `自動失効 ${lapsing.toLocaleString('ja')}件`,
    shielded > 0 && `重要ドメインのため維持 ${shielded.toLocaleString('ja')}件`,
  ]
  return parts.filter((part) => part !== false).join('・')
}

function namesText({ names, examples }: ReminderSummary): string {
  const more = names - examples.length
  return more > 0 ? `${examples.join('、')} ほか${more.toLocaleString('ja')}件` : examples.join('、')
}

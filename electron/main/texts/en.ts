import type { ReminderSummary } from '../../../core/renewal/reminders.ts'
import type { ShellTexts } from './shell-texts.ts'

export const english: ShellTexts = {
  menu: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
    settings: 'Settings…',
    quit: 'Quit Daicho',
    reload: 'Reload',
    about: 'About Daicho',
  },
  tray: { open: 'Open Daicho', decisions: 'Names to decide', quit: 'Quit' },
  saveDialog: { title: 'Save the export' },
  reminder: (summary) => ({
    title:
      summary.names === 1
        ? `1 name needs a decision by ${dayText(summary)}`
        : `${summary.names.toLocaleString('en')} names need a decision, the first by ${dayText(summary)}`,
    body: [reasonsText(summary), namesText(summary)].join('\n'),
  }),
}

function dayText({ first }: ReminderSummary): string {
  const format = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeZone: 'UTC' })
  return format.format(new Date(`${first}T00:00:00Z`))
}

function reasonsText({ lapsing, contradictions, shielded }: ReminderSummary): string {
  const parts = [
    contradictions > 0 && `${contradictions.toLocaleString('en')} set otherwise at the registrar`,
    lapsing > 0 && `${lapsing.toLocaleString('en')} will lapse`,
    shielded > 0 && `${shielded.toLocaleString('en')} held only because critical`,
  ]
  return parts.filter((part) => part !== false).join(' · ')
}

function namesText({ names, examples }: ReminderSummary): string {
  const more = names - examples.length
  return more > 0 ? `${examples.join(', ')} and ${more.toLocaleString('en')} more` : examples.join(', ')
}

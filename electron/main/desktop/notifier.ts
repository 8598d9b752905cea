import { Notification } from 'electron'
import type { ShownReminder } from '../../../core/contract/ipc/reminders.ts'

/** Shows OS notifications and remembers them until they are closed: a collected one loses its click. */
export class Notifier {
  readonly #onClick: () => void
  readonly #open = new Set<Notification>()

  constructor(onClick: () => void) {
    this.#onClick = onClick
  }

  get isSupported(): boolean {
    return Notification.isSupported()
  }

  show({ title, body }: ShownReminder): void {
    if (!this.isSupported) return
    const notification = new Notification({ title, body })
    const forget = () => this.#open.delete(notification)
    notification.on('click', () => {
      forget()
      this.#onClick()
    })
    notification.on('close', forget)
    notification.on('failed', (_event, error) => {
      forget()
      console.warn(`The notification could not be shown: ${error}`)
    })
    this.#open.add(notification)
    notification.show()
  }
}

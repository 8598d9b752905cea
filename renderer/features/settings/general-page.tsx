import { desktop } from '../../data/desktop.ts'
import { AppearancePanel } from './components/appearance-panel.tsx'
import { RemindersPanel } from './components/reminders-panel.tsx'
import { StartupPanel } from './components/startup-panel.tsx'

/** Language and theme everywhere; reminders, tray and start at login where a desktop shell can do them. */
export function GeneralPage() {
  const shell = desktop()
  return (
    <>
      <AppearancePanel />
      {shell && <RemindersPanel shell={shell} />}
      {shell && <StartupPanel shell={shell} />}
    </>
  )
}

import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DemoForm } from './components/demo-form.tsx'
import { EntranceFrame } from './components/entrance-frame.tsx'
import { type FirstRunChoice, FirstRunChoices } from './components/first-run-choices.tsx'
import { ServerForm } from './components/server-form.tsx'
import { EMPTY_SETUP, SetupForm } from './components/setup-form.tsx'

/** The first start: how to begin, then the form of that way. */
export function FirstRunPage() {
  const { t } = useTranslation('sessions')
  const navigate = useNavigate()
  const [choice, setChoice] = useState<FirstRunChoice | null>(null)
  const [draft, setDraft] = useState(EMPTY_SETUP)
  const back = () => setChoice(null)
  const start = () => void navigate({ to: '/', replace: true })
  const startImport = (account: string) =>
    void navigate({ to: '/accounts/$account/imports', params: { account }, replace: true })
  if (choice === null) {
    return (
      <EntranceFrame title={t('firstRun.title')} isWide>
        <FirstRunChoices onChoose={setChoice} />
      </EntranceFrame>
    )
  }
  return (
    <EntranceFrame title={t(`firstRun.${choice}.title`)}>
      {choice === 'demo' && <DemoForm onBack={back} onDone={start} />}
      {choice === 'own' && (
        <SetupForm
          draft={draft}
          onBack={(typed) => {
            setDraft(typed)
            back()
          }}
          onDone={startImport}
        />
      )}
      {choice === 'server' && <ServerForm onBack={back} />}
    </EntranceFrame>
  )
}

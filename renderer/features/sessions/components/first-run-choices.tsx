import { Text, UnstyledButton } from '@mantine/core'
import { type Icon, IconFileImport, IconServer, IconTelescope } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { desktop } from '../../../data/desktop.ts'
import classes from './entrance-frame.module.css'

export type FirstRunChoice = 'demo' | 'own' | 'server'

const CHOICES: readonly { readonly choice: FirstRunChoice; readonly icon: Icon; isOffered(): boolean }[] = [
  { choice: 'demo', icon: IconTelescope, isOffered: () => true },
  { choice: 'own', icon: IconFileImport, isOffered: () => true },
  { choice: 'server', icon: IconServer, isOffered: () => desktop() !== undefined },
]

/** The ways to begin. Connecting to a server is the desktop's: a browser is connected to one already. */
export function FirstRunChoices({ onChoose }: { readonly onChoose: (choice: FirstRunChoice) => void }) {
  const { t } = useTranslation('sessions')
  return (
    <div className={classes.choices}>
      {CHOICES.filter(({ isOffered }) => isOffered()).map(({ choice, icon: ChoiceIcon }) => (
        <UnstyledButton key={choice} className={classes.choice} onClick={() => onChoose(choice)}>
          <ChoiceIcon size={26} stroke={1.4} aria-hidden />
          <Text fw={600} size="md">
            {t(`firstRun.${choice}.title`)}
          </Text>
          <Text c="dimmed">{t(`firstRun.${choice}.description`)}</Text>
        </UnstyledButton>
      ))}
    </div>
  )
}

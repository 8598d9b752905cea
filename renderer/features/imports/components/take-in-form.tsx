import { Anchor, Button, Group, NativeSelect, Progress, SimpleGrid, Stack, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseIsoDate } from '../../../../core/calendar/iso-date.ts'
import { useAccount } from '../../../data/account.tsx'
import { RequestProblem } from '../../../data/problem.ts'
import { useConnectionName } from '../../../i18n/use-connection-name.ts'
import { DropZone } from '../../../ui/files/drop-zone.tsx'
import { DayField } from '../../../ui/forms/day-field.tsx'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { HINT_BELOW } from '../../../ui/forms/hint-below.ts'
import { Panel } from '../../../ui/layout/panel.tsx'
import { connectionsQuery } from '../../connections/api/list-connections.ts'
import { importProfilesQuery } from '../api/list-import-profiles.ts'
import { useTakeInFile } from '../api/take-in-file.ts'
import { fileDay } from '../file-day.ts'
import { useRefusalText } from '../use-refusal-text.ts'

type Choices = { readonly asOf: string; readonly connection: string; readonly profile: string }
const NOTHING_CHOSEN: Choices = { asOf: '', connection: '', profile: '' }

/** Reasons that stand at no line, although the reader stopped at one. */
const OF_THE_WHOLE_FILE: ReadonlySet<string> = new Set([
  'empty_file',
  'too_large',
  'binary',
  'old_spreadsheet',
  'unknown_encoding',
  'bad_sheet',
  'sheet_too_large',
  'cancelled',
])

const ACCEPTED = '.csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson'

/** A file dropped, or a list pasted, goes on to be checked at once; the choices are for who knows better than the file. */
export function TakeInForm() {
  const { t } = useTranslation('imports')
  const account = useAccount()
  const navigate = useNavigate()
  const [choices, setChoices] = useState(NOTHING_CHOSEN)
  const { takeIn, sent } = useTakeInFile()
  const start = (file: Blob, fileName: string | undefined, lastModified: number) =>
    takeIn.mutate(
      {
        file,
        fileName,
        asOf: parseIsoDate(choices.asOf) ?? fileDay(lastModified, account.timeZone, account.today),
        connection: choices.connection || undefined,
        profile: choices.profile || undefined,
      },
      {
        onSuccess: ({ id }) =>
          void navigate({ to: '/accounts/$account/imports/$import', params: { account: account.id, import: id } }),
      },
    )
  return (
    <Stack gap="md">
      <DropZone
        title={t('drop.title')}
        hint={t('drop.hint')}
        accept={ACCEPTED}
        isBusy={takeIn.isPending}
        onFile={(file) => start(file, file.name, file.lastModified)}
      />
      {takeIn.isPending && (
        <div role="status">
          <Text>{sent < 1 ? t('drop.sending') : t('drop.recognising')}</Text>
          <Progress value={sent * 100} animated aria-label={t('drop.sending')} />
        </div>
      )}
      {takeIn.error && <FileProblem problem={takeIn.error} />}
      <ChoiceFields choices={choices} onChange={(change) => setChoices({ ...choices, ...change })} />
      <PasteField
        isBusy={takeIn.isPending}
        onText={(text) => start(new Blob([text], { type: 'text/plain' }), undefined, Date.now())}
      />
    </Stack>
  )
}

/** Why the file cannot be read, in words and with its line where that is known. */
function FileProblem({ problem }: { readonly problem: Error }) {
  const { t } = useTranslation('imports')
  const { ofFile } = useRefusalText()
  if (!(problem instanceof RequestProblem) || problem.code !== 'unreadable_file')
    return <FormProblem problem={problem} />
  const { reason, line } = problem.args
  const text = ofFile(String(reason), '')
  const hasLine = line !== undefined && line !== null && !OF_THE_WHOLE_FILE.has(String(reason))
  return (
    <FormProblem problem={problem}>{hasLine ? t('drop.line', { line: String(line), reason: text }) : text}</FormProblem>
  )
}

type ChoiceFieldsProps = { readonly choices: Choices; readonly onChange: (change: Partial<Choices>) => void }

function ChoiceFields({ choices, onChange }: ChoiceFieldsProps) {
  const { t } = useTranslation('imports')
  const { id, today } = useAccount()
  const connections = useQuery(connectionsQuery(id)).data ?? []
  const nameOf = useConnectionName()
  const profiles = useQuery(importProfilesQuery(id)).data ?? []
  return (
    <Panel
      title={t('choices.title')}
      explanation={t('choices.explanation')}
      actions={
        <Anchor
          renderRoot={(props) => (
            <Link {...props} to="/accounts/$account/settings/connections" params={{ account: id }} />
          )}
        >
          {t('choices.manageConnections')}
        </Anchor>
      }
    >
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <DayField
          inputWrapperOrder={HINT_BELOW}
          label={t('choices.asOf')}
          description={t('choices.asOfHint')}
          max={today}
          value={choices.asOf}
          onChange={(asOf) => onChange({ asOf })}
        />
        <NativeSelect
          inputWrapperOrder={HINT_BELOW}
          label={t('choices.connection')}
          description={t('choices.connectionHint')}
          value={choices.connection}
          onChange={(event) => onChange({ connection: event.currentTarget.value })}
          data={[
            { value: '', label: t('choices.connectionFromFile') },
            ...connections.map((one) => ({ value: one.id, label: nameOf(one) })),
          ]}
        />
        {profiles.length > 0 && (
          <NativeSelect
            inputWrapperOrder={HINT_BELOW}
            label={t('choices.profile')}
            description={t('choices.profileHint')}
            value={choices.profile}
            onChange={(event) => onChange({ profile: event.currentTarget.value })}
            data={[{ value: '', label: t('choices.profileAuto') }, ...profiles.map(({ name }) => name)]}
          />
        )}
      </SimpleGrid>
    </Panel>
  )
}

type PasteFieldProps = { readonly isBusy: boolean; readonly onText: (text: string) => void }

function PasteField({ isBusy, onText }: PasteFieldProps) {
  const { t } = useTranslation('imports')
  const [text, setText] = useState('')
  return (
    <Panel title={t('paste.title')} explanation={t('paste.explanation')}>
      <Textarea
        aria-label={t('paste.title')}
        placeholder={'example.co.jp\nexample.jp\nexample.com'}
        rows={5}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group mt="sm">
        <Button variant="default" disabled={text.trim() === ''} loading={isBusy} onClick={() => onText(text)}>
          {t('paste.submit')}
        </Button>
      </Group>
    </Panel>
  )
}

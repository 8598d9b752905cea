import { Button, Checkbox, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseIsoDate } from '../../../../core/calendar/iso-date.ts'
import { useAccount } from '../../../data/account.tsx'
import { useConnectionName } from '../../../i18n/use-connection-name.ts'
import { DayField } from '../../../ui/forms/day-field.tsx'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { HINT_BELOW } from '../../../ui/forms/hint-below.ts'
import { Panel } from '../../../ui/layout/panel.tsx'
import { connectionsQuery } from '../../connections/api/list-connections.ts'
import type { ImportFile } from '../api/list-imports.ts'
import { useReadAgain } from '../api/read-again.ts'
import { columnFields, mappingOf } from '../column-fields.ts'
import { MappingTable } from './mapping-table.tsx'
import { QuestionField } from './question-field.tsx'
import { RecognisedFacts } from './recognised-facts.tsx'

const routeApi = getRouteApi('/accounts/$account/imports/$import')

/** How the file is to be read: its open questions first, then its day, its connection, and what each column is. */
export function ReadingStep({ file }: { readonly file: ImportFile }) {
  const { t } = useTranslation(['imports', 'common'])
  const navigate = routeApi.useNavigate()
  const readAgain = useReadAgain(file.id)
  const reading = useReading(file)
  const questions = file.questions.filter(({ kind }) => kind !== 'mapping')
  const { faults } = reading
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const change = reading.submit()
        if (change) readAgain.mutate(change, { onSuccess: () => void navigate({ search: {} }) })
      }}
    >
      <Stack gap="md">
        <Panel title={t('recognised.title')}>
          <RecognisedFacts file={file} />
        </Panel>
        {questions.length > 0 && (
          <Panel title={t('questions.title')} explanation={t('questions.explanation')}>
            <Stack gap="lg">
              {questions.map((question) => (
                <QuestionField
                  key={question.id}
                  question={question}
                  header={file.columns.find(({ index }) => index === question.column)?.header ?? ''}
                  value={reading.answers[question.id] ?? ''}
                  fault={faults.questions.includes(question.id) ? t('questions.open') : null}
                  onChange={(answer) => reading.answer(question.id, answer)}
                />
              ))}
            </Stack>
          </Panel>
        )}
        <OriginFields file={file} reading={reading} />
        <Panel title={t('mapping.title')} explanation={t('mapping.explanation')}>
          {faults.noName && (
            <Text c="var(--mantine-color-error)" role="alert" mb="xs">
              {t('mapping.noName')}
            </Text>
          )}
          <MappingTable columns={file.columns} fields={reading.fields} onChange={reading.setFields} />
          <ProfileField reading={reading} />
        </Panel>
        {readAgain.error && <FormProblem problem={readAgain.error} />}
        <Group>
          <Button type="submit" loading={readAgain.isPending}>
            {t('toCheck')}
          </Button>
          {file.state === 'ready' && (
            <Button variant="default" onClick={() => void navigate({ search: {} })}>
              {t('common:back')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}

type Reading = ReturnType<typeof useReading>

const NO_FAULTS = { questions: [] as readonly string[], noName: false, asOf: false }

/** What a person says about the file until it is sent; faults show once they tried to go on. */
function useReading(file: ImportFile) {
  const [fields, setFields] = useState(() => columnFields(file))
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({})
  const [asOf, setAsOf] = useState<string>(file.asOf)
  const [connection, setConnection] = useState(file.connection ?? '')
  const [profile, setProfile] = useState<string | null>(null)
  const [faults, setFaults] = useState(NO_FAULTS)
  const submit = () => {
    const asked = file.questions.filter(({ id, kind }) => kind !== 'mapping' && !answers[id]).map(({ id }) => id)
    const day = parseIsoDate(asOf)
    const found = { questions: asked, noName: !Object.values(fields).includes('name'), asOf: day === null }
    setFaults(found)
    if (asked.length > 0 || found.noName || day === null) return null
    return {
      mapping: mappingOf(fields),
      answers,
      asOf: day,
      ...(connection && { connection }),
      ...(profile?.trim() && { saveAs: profile.trim() }),
    }
  }
  return {
    fields,
    setFields,
    answers,
    answer: (id: string, value: string) => setAnswers({ ...answers, [id]: value }),
    asOf,
    setAsOf,
    connection,
    setConnection,
    profile,
    setProfile,
    faults,
    submit,
  }
}

function OriginFields({ file, reading }: { readonly file: ImportFile; readonly reading: Reading }) {
  const { t } = useTranslation('imports')
  const { id, today } = useAccount()
  const connections = useQuery(connectionsQuery(id)).data ?? []
  const nameOf = useConnectionName()
  return (
    <Panel title={t('origin.title')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} maw={640}>
        <DayField
          inputWrapperOrder={HINT_BELOW}
          label={t('choices.asOf')}
          description={t('origin.asOfHint')}
          max={today}
          value={reading.asOf}
          error={reading.faults.asOf && t('origin.noDay')}
          onChange={reading.setAsOf}
        />
        <NativeSelect
          inputWrapperOrder={HINT_BELOW}
          label={t('choices.connection')}
          description={t('choices.connectionHint')}
          value={reading.connection}
          onChange={(event) => reading.setConnection(event.currentTarget.value)}
          data={[
            ...(file.connection === null ? [{ value: '', label: t('choices.connectionFromFile') }] : []),
            ...connections.map((one) => ({ value: one.id, label: nameOf(one) })),
          ]}
        />
      </SimpleGrid>
    </Panel>
  )
}

function ProfileField({ reading: { profile, setProfile } }: { readonly reading: Reading }) {
  const { t } = useTranslation('imports')
  return (
    <Group mt="md" align="flex-end">
      <Checkbox
        label={t('mapping.saveProfile')}
        checked={profile !== null}
        onChange={(event) => setProfile(event.currentTarget.checked ? '' : null)}
      />
      {profile !== null && (
        <TextInput
          aria-label={t('mapping.profileName')}
          placeholder={t('mapping.profileName')}
          maxLength={100}
          w={260}
          value={profile}
          onChange={(event) => setProfile(event.currentTarget.value)}
        />
      )}
    </Group>
  )
}

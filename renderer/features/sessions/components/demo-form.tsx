import { Button, Code, DataList, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHealth } from '../../../data/health.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { useMakeDemo } from '../api/make-demo.ts'

type DemoFormProps = { readonly onBack: () => void; readonly onDone: () => void }

/** Makes the sample portfolio and then tells its sign-in, for the next time. */
export function DemoForm({ onBack, onDone }: DemoFormProps) {
  const { t } = useTranslation('sessions')
  const demo = useMakeDemo()
  const [setupCode, setSetupCode] = useState('')
  const needsCode = useHealth()?.setupCodeRequired ?? false
  if (demo.data) {
    return (
      <Stack gap="md">
        <Text>{t('firstRun.demo.made')}</Text>
        <DataList gap={6}>
          <DataList.Item>
            <DataList.ItemLabel>{t('fields.email')}</DataList.ItemLabel>
            <DataList.ItemValue>
              <Code>{demo.data.email}</Code>
            </DataList.ItemValue>
          </DataList.Item>
          <DataList.Item>
            <DataList.ItemLabel>{t('fields.password')}</DataList.ItemLabel>
            <DataList.ItemValue>
              <Code>{demo.data.password}</Code>
            </DataList.ItemValue>
          </DataList.Item>
        </DataList>
        <Button onClick={onDone} autoFocus>
          {t('firstRun.demo.open')}
        </Button>
      </Stack>
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        demo.mutate(setupCode)
      }}
    >
      <Stack gap="md">
        <Text>{t('firstRun.demo.explanation')}</Text>
        {needsCode && (
          <TextInput
            label={t('fields.setupCode')}
            description={t('fields.setupCodeHint')}
            autoComplete="off"
            required
            autoFocus
            value={setupCode}
            onChange={(event) => setSetupCode(event.currentTarget.value)}
          />
        )}
        {demo.error && <FormProblem problem={demo.error} />}
        <Group justify="space-between">
          <Button variant="subtle" color="gray" onClick={onBack}>
            {t('firstRun.back')}
          </Button>
          <Button type="submit" loading={demo.isPending}>
            {t('firstRun.demo.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

import { SegmentedControl, Text } from '@mantine/core'
import { useId } from 'react'

type ChoiceFieldProps<Value extends string> = {
  readonly label: string
  readonly choices: readonly { readonly value: Value; readonly label: string }[]
  readonly value?: Value
  readonly onChange?: (value: Value) => void
}

/** One of two or three, all in sight. */
export function ChoiceField<Value extends string>({ label, choices, ...input }: ChoiceFieldProps<Value>) {
  const id = useId()
  return (
    <div>
      <Text size="sm" fw={500} id={id}>
        {label}
      </Text>
      <SegmentedControl aria-labelledby={id} data={[...choices]} {...input} />
    </div>
  )
}

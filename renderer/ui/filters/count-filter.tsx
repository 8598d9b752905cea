import { Group, UnstyledButton } from '@mantine/core'
import { useFormat } from '../../i18n/use-format.ts'
import classes from './count-filter.module.css'

export type CountOption<Value extends string> = {
  readonly value: Value
  readonly label: string
  readonly count: number
  /** What cannot be done, or would be lost. */
  readonly isLoss?: boolean
}

type CountFilterProps<Value extends string> = {
  readonly label: string
  readonly options: readonly CountOption<Value>[]
  readonly chosen: Value | undefined
  /** Undefined shows all rows again. */
  readonly onChoose: (value: Value | undefined) => void
}

/** How many rows are of which kind; pressing a count shows its rows, pressing it again shows all. */
export function CountFilter<Value extends string>({ label, options, chosen, onChoose }: CountFilterProps<Value>) {
  const format = useFormat()
  return (
    <Group gap="xs" mb="sm" role="group" aria-label={label}>
      {options.map((option) => (
        <UnstyledButton
          key={option.value}
          className={classes.option}
          aria-pressed={chosen === option.value}
          onClick={() => onChoose(chosen === option.value ? undefined : option.value)}
        >
          <span className={classes.count} data-loss={(option.isLoss && option.count > 0) || undefined}>
            {format.count(option.count)}
          </span>
          <span>{option.label}</span>
        </UnstyledButton>
      ))}
    </Group>
  )
}

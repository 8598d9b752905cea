import { Group, Paper, Text, Title } from '@mantine/core'
import { type PropsWithChildren, type ReactNode, useId } from 'react'

type PanelProps = PropsWithChildren<{
  readonly title: string
  /** What this part is for, in one or two sentences. */
  readonly explanation?: ReactNode
  readonly actions?: ReactNode
}>

/** A titled part of a page. */
export function Panel({ title, explanation, actions, children }: PanelProps) {
  const titleId = useId()
  return (
    <Paper component="section" aria-labelledby={titleId} withBorder p="md" bg="var(--daicho-surface)">
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb="sm">
        <div>
          <Title order={2} id={titleId}>
            {title}
          </Title>
          {explanation && (
            <Text c="dimmed" maw={720}>
              {explanation}
            </Text>
          )}
        </div>
        {actions && (
          <Group gap="xs" wrap="nowrap">
            {actions}
          </Group>
        )}
      </Group>
      {children}
    </Paper>
  )
}

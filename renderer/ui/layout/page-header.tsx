import { Group, Text, Title } from '@mantine/core'
import type { PropsWithChildren, ReactNode } from 'react'

type PageHeaderProps = PropsWithChildren<{
  readonly title: string
  /** One line under the title: how many, as of when. */
  readonly note?: ReactNode
}>

/** The head of a page: its title left, its actions (the children) right. */
export function PageHeader({ title, note, children }: PageHeaderProps) {
  return (
    <Group justify="space-between" align="center" px={14} pt="sm" pb="xs">
      <Group gap="sm" align="baseline">
        <Title order={1}>{title}</Title>
        {note && <Text c="dimmed">{note}</Text>}
      </Group>
      <Group gap="xs">{children}</Group>
    </Group>
  )
}

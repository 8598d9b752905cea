import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import type { ColumnSetting } from '../../../ui/table/column-layout.ts'
import { useChangeViews } from '../api/change-views.ts'
import { type View, viewsQuery } from '../api/list-views.ts'
import { SaveViewDialog } from './save-view-dialog.tsx'

type ViewSearch = Readonly<Record<string, string | string[] | undefined>>

type SavedViewsProps = {
  /** The page whose views these are. */
  readonly page: string
  /** The page's address parameters that a view keeps: filters and `sort`. */
  readonly search: ViewSearch
  readonly columns: readonly ColumnSetting[]
  readonly onOpen: (search: ViewSearch, columns: readonly ColumnSetting[]) => void
}

/** Named filters with their order and columns: mine, and those that others share. */
export function SavedViews({ page, search, columns, onOpen }: SavedViewsProps) {
  const { t } = useTranslation('views')
  const { id: account } = useAccount()
  const [isSaving, setIsSaving] = useState(false)
  const views = useQuery(viewsQuery(account)).data?.items.filter((view) => view.page === page) ?? []
  const open = ({ definition: { filter, sort, columns: kept } }: View) =>
    onOpen({ ...filter, ...(sort && { sort }) }, kept ?? [])
  return (
    <>
      <Menu position="bottom-end" width={300} returnFocus>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={15} />}>
            {t('title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.map((view) => (
            <ViewItem key={view.id} view={view} onOpen={() => open(view)} />
          ))}
          {views.length === 0 && <Menu.Label>{t('none')}</Menu.Label>}
          <Menu.Divider />
          <Menu.Item onClick={() => setIsSaving(true)}>{t('save')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isSaving && <SaveViewDialog page={page} search={search} columns={columns} onClose={() => setIsSaving(false)} />}
    </>
  )
}

function ViewItem({ view, onOpen }: { readonly view: View; readonly onOpen: () => void }) {
  const { t } = useTranslation('views')
  const { remove } = useChangeViews()
  return (
    <Group gap={0} wrap="nowrap">
      <Menu.Item onClick={onOpen} flex={1}>
        {view.name}
        {view.isShared && (
          <Text span size="xs" c="dimmed" ml={6}>
            {t('shared')}
          </Text>
        )}
      </Menu.Item>
      {view.isMine && (
        <ActionIcon aria-label={t('remove', { name: view.name })} onClick={() => remove.mutate(view.id)}>
          <IconTrash size={14} />
        </ActionIcon>
      )}
    </Group>
  )
}

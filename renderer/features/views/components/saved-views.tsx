import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core'
import { IconArrowBackUp, IconBookmark, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useProblemNotice } from '../../../ui/layout/use-problem-notice.ts'
import type { ColumnSetting } from '../../../ui/table/column-layout.ts'
import { useChangeViews } from '../api/change-views.ts'
import { type View, viewsQuery } from '../api/list-views.ts'
import { SaveViewDialog } from './save-view-dialog.tsx'
import classes from './saved-views.module.css'

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
  const [removed, setRemoved] = useState<View | null>(null)
  const { locale } = useFormat()
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const views = (useQuery(viewsQuery(account)).data?.items ?? [])
    .filter((view) => view.page === page)
    .sort((a, b) => compare(a.name, b.name))
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
          <div className={classes.list}>
            {views.map((view) => (
              <ViewItem key={view.id} view={view} onOpen={() => open(view)} onRemoved={() => setRemoved(view)} />
            ))}
          </div>
          {removed && <UndoItem key={removed.id} view={removed} onUndone={() => setRemoved(null)} />}
          {views.length === 0 && <Menu.Label>{t('none')}</Menu.Label>}
          <Menu.Divider />
          <Menu.Item onClick={() => setIsSaving(true)}>{t('save')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isSaving && <SaveViewDialog page={page} search={search} columns={columns} onClose={() => setIsSaving(false)} />}
    </>
  )
}

type ViewItemProps = { readonly view: View; readonly onOpen: () => void; readonly onRemoved: () => void }

function ViewItem({ view, onOpen, onRemoved }: ViewItemProps) {
  const { t } = useTranslation('views')
  const { remove } = useChangeViews()
  const onError = useProblemNotice()
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
        <ActionIcon
          aria-label={t('remove', { name: view.name })}
          onClick={() => remove.mutate(view.id, { onSuccess: onRemoved, onError })}
        >
          <IconTrash size={14} />
        </ActionIcon>
      )}
    </Group>
  )
}

/** The way back for the view that was removed last; it takes the focus of the button that went away with its view. */
function UndoItem({ view, onUndone }: { readonly view: View; readonly onUndone: () => void }) {
  const { t } = useTranslation('views')
  const { save } = useChangeViews()
  const onError = useProblemNotice()
  const { page, name, isShared, definition } = view
  return (
    <Menu.Item
      ref={(item) => item?.focus()}
      leftSection={<IconArrowBackUp size={14} />}
      closeMenuOnClick={false}
      onClick={() => save.mutate({ page, name, isShared, definition }, { onSuccess: onUndone, onError })}
    >
      {t('undo', { name })}
    </Menu.Item>
  )
}

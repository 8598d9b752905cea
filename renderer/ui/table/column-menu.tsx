import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArrowAutofitWidth,
  IconArrowLeft,
  IconArrowRight,
  IconChevronDown,
  IconEyeOff,
  IconFold,
  IconPin,
  IconPinnedOff,
  IconSortAscending,
  IconSortDescending,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { moveColumn } from './column-layout.ts'
import classes from './data-grid.module.css'
import type { GridColumn } from './grid-column.ts'
import type { ColumnTable } from './use-column-layout.ts'

type ColumnMenuProps<Row> = {
  readonly column: GridColumn<Row>
  readonly table: ColumnTable
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
  readonly onSort: (sort: string) => void
}

const WIDTH_STEP = 40

/** Everything a head can do, for the keyboard too: sort, pin, move, width, hide. */
export function ColumnMenu<Row>({ column, table, isOpen, onOpen, onSort }: ColumnMenuProps<Row>) {
  const { t } = useTranslation('table')
  return (
    <Menu opened={isOpen} onChange={onOpen} position="bottom-end" width={220} returnFocus>
      <Menu.Target>
        <ActionIcon
          size={18}
          tabIndex={-1}
          className={classes.headMenu}
          data-open={isOpen || undefined}
          aria-label={t('columnMenu', { column: column.title })}
        >
          <IconChevronDown size={13} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <SortItems column={column} onSort={onSort} />
        <PinItems id={column.id} table={table} />
        <Menu.Divider />
        <MoveItems id={column.id} table={table} />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconEyeOff size={15} />}
          onClick={() => table.getColumn(column.id)?.toggleVisibility(false)}
        >
          {t('hide')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function SortItems<Row>({ column, onSort }: Pick<ColumnMenuProps<Row>, 'column' | 'onSort'>) {
  const { t } = useTranslation('table')
  const { sortKey } = column
  if (sortKey === undefined) return null
  return (
    <>
      <Menu.Item leftSection={<IconSortAscending size={15} />} onClick={() => onSort(sortKey)}>
        {t('sortUp')}
      </Menu.Item>
      <Menu.Item leftSection={<IconSortDescending size={15} />} onClick={() => onSort(`-${sortKey}`)}>
        {t('sortDown')}
      </Menu.Item>
      <Menu.Divider />
    </>
  )
}

function PinItems({ id, table }: { readonly id: string; readonly table: ColumnTable }) {
  const { t } = useTranslation('table')
  const column = table.getColumn(id)
  if (column?.getIsPinned()) {
    return (
      <Menu.Item leftSection={<IconPinnedOff size={15} />} onClick={() => column.pin(false)}>
        {t('unpin')}
      </Menu.Item>
    )
  }
  return (
    <>
      <Menu.Item leftSection={<IconPin size={15} />} onClick={() => column?.pin('start')}>
        {t('pinLeft')}
      </Menu.Item>
      <Menu.Item leftSection={<IconPin size={15} />} onClick={() => column?.pin('end')}>
        {t('pinRight')}
      </Menu.Item>
    </>
  )
}

function MoveItems({ id, table }: { readonly id: string; readonly table: ColumnTable }) {
  const { t } = useTranslation('table')
  const shown = table.getVisibleLeafColumns().map((column) => column.id)
  const at = shown.indexOf(id)
  const move = (before: string | undefined) => table.setColumnOrder((order) => moveColumn(order, id, before ?? null))
  const widen = (by: number) =>
    table.setColumnSizing((sizes) => ({ ...sizes, [id]: (table.getColumn(id)?.getSize() ?? 0) + by }))
  return (
    <>
      <Menu.Item
        leftSection={<IconArrowLeft size={15} />}
        disabled={at <= 0}
        closeMenuOnClick={false}
        onClick={() => move(shown[at - 1])}
      >
        {t('moveLeft')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowRight size={15} />}
        disabled={at === shown.length - 1}
        closeMenuOnClick={false}
        onClick={() => move(shown[at + 2])}
      >
        {t('moveRight')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowAutofitWidth size={15} />}
        closeMenuOnClick={false}
        onClick={() => widen(WIDTH_STEP)}
      >
        {t('wider')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconFold size={15} style={{ rotate: '90deg' }} />}
        closeMenuOnClick={false}
        onClick={() => widen(-WIDTH_STEP)}
      >
        {t('narrower')}
      </Menu.Item>
    </>
  )
}

import { Button, Checkbox, Group, Popover, Stack } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type ColumnSetting, toLayout, toSettings } from './column-layout.ts'
import type { GridColumn } from './grid-column.ts'

type ColumnsMenuProps<Row> = {
  readonly columns: readonly GridColumn<Row>[]
  readonly settings: readonly ColumnSetting[]
  readonly onSettings: (settings: readonly ColumnSetting[]) => void
}

/** Which columns are shown; the rest of their arrangement is in each column's own menu. */
export function ColumnsMenu<Row>({ columns, settings, onSettings }: ColumnsMenuProps<Row>) {
  const { t } = useTranslation('table')
  const layout = toLayout(columns, settings)
  const titles = new Map(columns.map(({ id, title }) => [id, title]))
  const show = (id: string, isShown: boolean) =>
    onSettings(toSettings({ ...layout, columnVisibility: { ...layout.columnVisibility, [id]: isShown } }))
  return (
    <Popover position="bottom-end" width={240} shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={15} />}>
          {t('columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={7} mah="60vh" style={{ overflow: 'auto' }}>
          {layout.columnOrder.map((id) => (
            <Checkbox
              key={id}
              label={titles.get(id)}
              checked={layout.columnVisibility[id] !== false}
              onChange={(event) => show(id, event.currentTarget.checked)}
            />
          ))}
        </Stack>
        <Group justify="flex-end" mt="sm">
          <Button size="compact-sm" variant="subtle" onClick={() => onSettings([])}>
            {t('columnsReset')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}

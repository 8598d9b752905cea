import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { exportDomainsCsv, exportDomainsXlsx } from '../../../../core/contract/http/domains.ts'
import { useAccount } from '../../../data/account.tsx'
import { fileAddress, saveFile } from '../../../data/save-file.ts'
import { useProblemNotice } from '../../../ui/layout/use-problem-notice.ts'
import type { DomainsFilter } from '../domains-search.ts'

const FORMATS = [
  { format: 'csv', route: exportDomainsCsv },
  { format: 'xlsx', route: exportDomainsXlsx },
] as const

type ExportMenuProps = { readonly filter: DomainsFilter; readonly sort: string | undefined }

/** The names of the present filter and order as a file. */
export function ExportMenu({ filter, sort }: ExportMenuProps) {
  const { t, i18n } = useTranslation('domains')
  const { id, today, can } = useAccount()
  const tellProblem = useProblemNotice()
  if (!can('domains.export')) return null
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={15} />}>
          {t('export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(({ format, route }) => (
          <Menu.Item
            key={format}
            onClick={() => {
              const address = fileAddress(route, { account: id }, { ...filter, sort, language: i18n.language })
              saveFile(address, `${t('export.fileName')}-${today}.${format}`).catch(tellProblem)
            }}
          >
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

import { Button, Group, Menu } from '@mantine/core'
import { IconChevronDown, IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { IsoMonth } from '../../../../core/calendar/iso-date.ts'
import { getNoticeCsv, getNoticeIcs, getNoticePdf, getNoticeXlsx } from '../../../../core/contract/http/notices.ts'
import { useAccount } from '../../../data/account.tsx'
import { fileAddress, saveFile } from '../../../data/save-file.ts'
import { LANGUAGES, type Language } from '../../../i18n/language.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'

const FILES = { pdf: getNoticePdf, xlsx: getNoticeXlsx, csv: getNoticeCsv, ics: getNoticeIcs } as const
type FileKind = keyof typeof FILES
const KINDS = Object.keys(FILES) as readonly FileKind[]

/** The notice as a file, in either language whatever the language of the page: it goes to other people. */
export function NoticeDownloads({ month }: { readonly month: IsoMonth }) {
  const { t, i18n } = useTranslation(['renewals', 'shell'])
  const { id: account } = useAccount()
  const save = useMutation({
    mutationFn: ({ kind, language }: { readonly kind: FileKind; readonly language: Language }) =>
      saveFile(fileAddress(FILES[kind], { account, month }, { language }), `notice-${month}-${language}.${kind}`),
  })
  const ownFirst = LANGUAGES.toSorted((a, b) => Number(b === i18n.language) - Number(a === i18n.language))
  return (
    <Group gap="xs">
      {save.error && <FormProblem problem={save.error} />}
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconDownload size={15} aria-hidden />}
            rightSection={<IconChevronDown size={13} aria-hidden />}
          >
            {t('notice.download')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ownFirst.map((language) => (
            <Fragment key={language}>
              <Menu.Label lang={language}>{t(`shell:languages.${language}`)}</Menu.Label>
              {KINDS.map((kind) => (
                <Menu.Item key={kind} onClick={() => save.mutate({ kind, language })}>
                  {t(`notice.files.${kind}`, { lng: language })}
                </Menu.Item>
              ))}
            </Fragment>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}

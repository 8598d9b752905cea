import type { BankLine } from '../api/bank-files.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { LineHistoryDialog } from './line-history.tsx'
import { NoteDialog } from './note-dialog.tsx'

export type LineQuestion = 'account' | 'ignore' | 'reopen' | 'history'

/** A line as it was when somebody asked about it. */
export type AskedLine = { readonly line: BankLine; readonly question: LineQuestion }

type LineDialogProps = { readonly asked: AskedLine; readonly onClose: () => void }

/** The dialog about one line. It stands beside the list, which the line leaves when another person decides it. */
export function LineDialog({ asked: { line, question }, onClose }: LineDialogProps) {
  if (question === 'history') return <LineHistoryDialog line={line} onClose={onClose} />
  if (question === 'account') return <AssignDialog line={line} onClose={onClose} />
  return <NoteDialog line={line} to={question} onClose={onClose} />
}

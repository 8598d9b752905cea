import { expect, it } from 'vitest'
import { emptyPiece, piecesOfForm, toPieceForm } from '../../../../renderer/features/closing/calendar-form.ts'

it('a month cut in the issuer’s time comes back from the form as it was, its last piece to the month’s end', () => {
  const pieces = [
    { ...emptyPiece, untilDay: '2016-04-12', untilTime: '15:30', channel: 'post' as const, issueMonth: '2016-05' },
    { ...emptyPiece, untilDay: '2016-04-20', paymentStyle: 'perTransaction' as const },
  ]
  const sent = piecesOfForm(pieces)
  expect(sent).toEqual([
    { until: '2016-04-12T06:30:00.000Z', channel: 'post', issueMonth: '2016-05', paymentStyle: 'account' },
    { until: null, channel: null, issueMonth: null, paymentStyle: 'perTransaction' },
  ])
  expect(sent.map(toPieceForm)).toEqual([pieces[0], { ...pieces[1], untilDay: '' }])
})

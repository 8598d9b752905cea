import { describe, expect, it } from 'vitest'
import { createEventParser, type StreamEvent } from '../../../renderer/data/event-stream.ts'

function parse(...chunks: string[]): readonly StreamEvent[] {
  const events: StreamEvent[] = []
  const feed = createEventParser((event) => events.push(event))
  chunks.forEach(feed)
  return events
}

describe('server-sent events', () => {
  it('are told one by one', () => {
    expect(parse('event: job\ndata: {"id":1}\n\nevent: change\ndata: {}\n\n')).toEqual([
      { name: 'job', data: '{"id":1}' },
      { name: 'change', data: '{}' },
    ])
  })

  it('may arrive in pieces', () => {
    expect(parse('eve', 'nt: jo', 'b\nda', 'ta: a:b\n', '\n')).toEqual([{ name: 'job', data: 'a:b' }])
  })

  it('may have several lines of data, and comments between them', () => {
    expect(parse(': keep alive\ndata: a\ndata: b\n\n')).toEqual([{ name: 'message', data: 'a\nb' }])
  })

  it('without data are none', () => {
    expect(parse('event: job\n\n:\n\n')).toEqual([])
  })
})

import type { TalkRow } from '../../../../../../bot/channels/web/pages/talk.ts'
import type { Shown } from '../../../../../../bot/channels/web/protocol.ts'
import { officeSays } from '../said.ts'

/** A message of the bot as the stream shows it. */
export function row(id: string, more: Partial<Shown> = {}): TalkRow {
  const message = officeSays(1, id, { id, ...more })
  const { from, at, reply, input } = message
  return {
    key: id,
    from,
    at,
    message,
    edited: false,
    startsDay: false,
    ...(reply ? { reply } : {}),
    ...(input ? { input } : {}),
  }
}

/** A card. */
export function cardRow(id: string, number: string, words = ''): TalkRow {
  const face = {
    number,
    state: '已受理',
    tone: 'open' as const,
    facts: [{ label: '地点', value: '青石村' }],
    words: [{ who: '居民', text: words, at: '8月3日' }],
  }
  return row(id, { reply: { text: number, card: face } })
}

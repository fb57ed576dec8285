import type { SendMarkdownMsgBody, SendTemplateCardMsgBody } from '@wecom/aibot-node-sdk'
import type { Reply } from '../../message.ts'
import { buttonCards, isTappable, isTooLong, listChoices } from './buttons.ts'
import { plainMarkdown } from './markdown.ts'
import type { WecomWords } from './settings.ts'
import { splitText } from './split.ts'

/**
 * Characters in one message: of markdown WeCom takes 20480 bytes, and what we put for one character has three at most.
 * https://developer.work.weixin.qq.com/document/path/101463
 */
export const textLimit = 6000

export interface Composed {
  /** In order. None when there are no words. */
  words: SendMarkdownMsgBody[]
  /** The buttons, below the words. */
  buttons: SendTemplateCardMsgBody[]
  /** What goes in their place when WeCom does not take them. */
  instead: SendMarkdownMsgBody[]
}

export interface Wording {
  /** Names the card with the buttons. */
  id: string
  /** What is to be typed in place of the buttons of a ticket's card. */
  typeOneOf: WecomWords['typeOneOf']
  /** Told below the words. */
  also?: string
  /** There is no room for cards: what they would offer stands in the words. */
  isShort?: boolean
}

/**
 * A reply as WeCom's messages. The words go as markdown, for a card shows no more than a hundred characters of them and
 * cannot be quoted; what can be tapped stands on a card of its own below. What cannot is a list to be typed from: by the
 * numbers of a question's answers, but by the words of a ticket's card, for no card stays the one that was asked last.
 */
export function compose(reply: Reply, { id, typeOneOf, also, isShort = false }: Wording): Composed {
  const text = [fillIn(reply.text, reply.secrets), also].filter((part) => part !== undefined).join('\n')
  const choices = (reply.choices ?? []).flat().filter(({ label, value }) => label.trim() !== '' && value !== '')
  if (choices.length === 0) return { words: markdown(text), buttons: [], instead: [] }
  const list = reply.card ? typeOneOf(choices.map(({ label }) => label)) : listChoices(choices)
  const withList = () => markdown(`${text}\n${list}`)
  if (isShort || !isTappable(choices)) return { words: withList(), buttons: [], instead: [] }
  const isListed = choices.some(isTooLong)
  const cards = buttonCards(choices, id, text, isListed && !reply.card)
  return {
    words: isListed && !reply.card ? withList() : markdown(text),
    buttons: cards.map((card) => ({ msgtype: 'template_card', template_card: card })),
    instead: isListed && !reply.card ? [] : markdown(list),
  }
}

function markdown(text: string): SendMarkdownMsgBody[] {
  return splitText(text, textLimit).map((part) => ({ msgtype: 'markdown', markdown: { content: plainMarkdown(part) } }))
}

/** Puts each `{{name}}` in its place. */
function fillIn(text: string, secrets: Record<string, string> = {}): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    Object.hasOwn(secrets, name) ? (secrets[name] ?? whole) : whole,
  )
}

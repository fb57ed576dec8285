import type { SendMarkdownMsgBody, SendTemplateCardMsgBody } from '@wecom/aibot-node-sdk'
import type { Choice, Reply } from '../../message.ts'
import { buttonCards, isTappable, listChoices } from './buttons.ts'
import { plainMarkdown } from './markdown.ts'
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

/**
 * A reply as WeCom's messages. The words go as markdown, for a card shows no more than a hundred characters of them and
 * cannot be quoted; what can be tapped stands on a card of its own below. `id` names that card.
 */
export function compose(reply: Reply, id: string): Composed {
  const text = fillIn(reply.text, reply.secrets)
  const choices = (reply.choices ?? []).flat().filter(({ label, value }) => label.trim() !== '' && value !== '')
  if (choices.length === 0) return { words: markdown(text), buttons: [], instead: [] }
  if (!isTappable(choices)) return { words: markdown(withList(text, choices)), buttons: [], instead: [] }
  const { cards, isListed } = buttonCards(choices, id, text)
  return {
    words: markdown(isListed ? withList(text, choices) : text),
    buttons: cards.map((card) => ({ msgtype: 'template_card', template_card: card })),
    instead: isListed ? [] : markdown(listChoices(choices)),
  }
}

function withList(text: string, choices: Choice[]): string {
  return `${text}\n${listChoices(choices)}`
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

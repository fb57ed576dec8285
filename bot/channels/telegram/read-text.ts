import type { Message } from 'grammy/types'
import type { Input } from '../../message.ts'
import type { Me } from './read.ts'
import { replyOf } from './reply-of.ts'

/** `/start` with what a link carried: https://core.telegram.org/bots/features#deep-linking */
const start = /^\/start(?:\s+([\w-]{1,64}))?\s*$/i

/** What a text says. Undefined when it is not for us. */
export function readText(message: Message, text: string, me: Me): Input | undefined {
  const words = readWords(message, text, me)
  if (words === undefined) return undefined
  const opened = message.forward_origin === undefined ? start.exec(words) : null
  const carried = opened?.[1]
  if (opened && isPrivate(message)) {
    return { kind: 'opened', greet: true, ...(carried !== undefined && { about: carried }) }
  }
  // A link that adds the bot to a group makes the one who follows it say this to us.
  if (carried !== undefined && isNamed(text)) return { kind: 'text', text: `/bind ${carried}`, ...replyOf(message) }
  return { kind: 'text', text: words, ...replyOf(message) }
}

/**
 * The words of a text or a caption: our name after a command is taken off, and in a group the one that leads. Undefined
 * when, in a group, it is a command for another bot.
 */
export function readWords(message: Message, text: string, me: Me): string | undefined {
  const named = message.forward_origin === undefined ? command.exec(text) : null
  if (!named) return isPrivate(message) ? text : withoutName(text, me)
  const [head, name = '', bot = ''] = named
  if (bot.toLowerCase() === me.username.toLowerCase()) return `/${name}${text.slice(head.length)}`
  return isPrivate(message) ? text : undefined
}

/** Said to us by name: `@bot #123 受理`. The name alone stays, for it is all that was said. */
function withoutName(text: string, { username }: Me): string {
  const name = /^@(\w{3,32})[\s,，:：、]+(?=\S)/.exec(text)
  return name?.[1]?.toLowerCase() === username.toLowerCase() ? text.slice(name[0].length) : text
}

const isPrivate = ({ chat }: Message) => chat.type === 'private'

/** A command with the name of the bot that it is for, as Telegram itself finds them. */
const command = /^\/(\w{1,64})@(\w{3,32})(?![\w/<>])/

const isNamed = (text: string) => command.test(text)

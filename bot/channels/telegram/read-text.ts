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
  if (opened && message.chat.type === 'private') {
    return { kind: 'opened', greet: true, ...(carried !== undefined && { about: carried }) }
  }
  // A link that adds the bot to a group makes the one who follows it say this to us.
  if (carried !== undefined && isNamed(text)) return { kind: 'text', text: `/bind ${carried}`, ...replyOf(message) }
  return { kind: 'text', text: words, ...replyOf(message) }
}

/**
 * The words of a text or a caption: our name after a command is taken off. Undefined when, in a group, it is a command
 * for another bot.
 */
export function readWords(message: Message, text: string, me: Me): string | undefined {
  const named = message.forward_origin === undefined ? command.exec(text) : null
  if (!named) return text
  const [head, name = '', bot = ''] = named
  if (bot.toLowerCase() === me.username.toLowerCase()) return `/${name}${text.slice(head.length)}`
  return message.chat.type === 'private' ? text : undefined
}

/** A command with the name of the bot that it is for, as Telegram itself finds them. */
const command = /^\/(\w{1,64})@(\w{3,32})(?![\w/<>])/

const isNamed = (text: string) => command.test(text)

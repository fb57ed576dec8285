import { findChat, type Method } from './method.ts'
import { integer, isObject, nested, type Params, text } from './params.ts'
import { showMe } from './payload.ts'
import { badRequest } from './refusal.ts'
import type { World } from './world.ts'

/** What the bot says of itself: its name, its commands, its menu. */

export const getMe: Method = ({ world }) => showMe(world)

const profile = (
  pick: (world: World) => Map<string, string>,
  field: string,
  limit: number,
): { get: Method; set: Method } => ({
  get: ({ world, params }) => {
    const language = text(params, 'language_code')
    return { [field]: pick(world).get(language) ?? pick(world).get('') ?? '' }
  },
  set: ({ world, params }) => {
    const language = readLanguage(params)
    const words = text(params, field)
    if (words.length > limit) throw badRequest(`${field.toUpperCase()}_TOO_LONG`)
    if (words === '') pick(world).delete(language)
    else pick(world).set(language, words)
    return true
  },
})

export const botName = profile((world) => world.bot.names, 'name', 64)
export const botDescription = profile((world) => world.bot.descriptions, 'description', 512)
export const botShortDescription = profile((world) => world.bot.shortDescriptions, 'short_description', 120)

export const setMyCommands: Method = (turn) => {
  const { world, params } = turn
  const list = nested(params, 'commands', 'commands')
  if (list === undefined || !Array.isArray(list)) throw badRequest('Expected an Array of BotCommand')
  const commands = list.map((item: unknown) => {
    if (!isObject(item)) throw badRequest("Can't parse BotCommand: expected an Object")
    const [command, description] = [item.command, item.description]
    if (typeof command !== 'string') throw badRequest(`Can't parse BotCommand: Can't find field "command"`)
    if (typeof description !== 'string') throw badRequest(`Can't parse BotCommand: Can't find field "description"`)
    const bare = command.replace(/^\//, '')
    if (!/^[a-z0-9_]{1,32}$/.test(bare)) throw badRequest('BOT_COMMAND_INVALID')
    if (description === '' || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
    return { command: bare, description }
  })
  if (commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  const key = scopeOf(turn)
  if (commands.length === 0) world.bot.commands.delete(key)
  else world.bot.commands.set(key, commands)
  return true
}

export const getMyCommands: Method = (turn) => turn.world.bot.commands.get(scopeOf(turn)) ?? []

export const deleteMyCommands: Method = (turn) => {
  turn.world.bot.commands.delete(scopeOf(turn))
  return true
}

export const setChatMenuButton: Method = (turn) => {
  const { world, params } = turn
  const button = nested(params, 'menu_button', 'menu button')
  if (button !== undefined && !isObject(button))
    throw badRequest("Can't parse menu button: MenuButton must be an Object")
  const type = button?.type ?? 'default'
  if (!['default', 'commands', 'web_app'].includes(String(type))) {
    throw badRequest("Can't parse menu button: MenuButton has unsupported type")
  }
  const chat = integer(params, 'chat_id')
  if (chat !== 0 && findChat(turn, 'write').kind !== 'private') throw badRequest('chat not found')
  world.bot.menuButtons.set(chat, button ?? { type: 'default' })
  return true
}

export const getChatMenuButton: Method = ({ world, params }) =>
  world.bot.menuButtons.get(integer(params, 'chat_id')) ?? world.bot.menuButtons.get(0) ?? { type: 'commands' }

const scopes = [
  'default',
  'all_private_chats',
  'all_group_chats',
  'all_chat_administrators',
  'chat',
  'chat_administrators',
  'chat_member',
]

function scopeOf(turn: Parameters<Method>[0]): string {
  const { params } = turn
  const scope = nested(params, 'scope', 'BotCommandScope')
  if (scope !== undefined && !isObject(scope))
    throw badRequest("Can't parse BotCommandScope: BotCommandScope must be an Object")
  const type = String(scope?.type ?? 'default')
  if (!scopes.includes(type)) throw badRequest("Can't parse BotCommandScope: Unsupported type specified")
  if (type.startsWith('chat')) {
    if (scope?.chat_id === undefined) throw badRequest("Can't parse BotCommandScope: Empty chat_id specified")
    findChat({ ...turn, params: { chat_id: scope.chat_id } }, 'read')
  }
  return JSON.stringify([type, scope?.chat_id, scope?.user_id, readLanguage(params)])
}

function readLanguage(params: Params): string {
  const language = text(params, 'language_code')
  if (language !== '' && !/^[a-z]{2}$/.test(language)) throw badRequest('language code is invalid')
  return language
}

import type { Api } from 'grammy'
import type { BotCommand, LanguageCode } from 'grammy/types'
import type { BotFace } from '../../message.ts'
import { pause } from '../pause.ts'
import { ask, type CallCut } from './ask.ts'
import { describeFailure } from './failure.ts'
import type { Pace } from './pace.ts'
import type { TelegramSettings } from './settings.ts'

export interface FaceParts {
  api: Api
  face: TelegramSettings['face']
  pace: Pace
  log: TelegramSettings['log']
}

type Call = (cut: CallCut) => Promise<unknown>

/**
 * Sets what Telegram shows of the bot: its commands in private and in groups, what it is for, and the menu button. True
 * once all of it stands; false when the signal aborted before. A failure never stops anything.
 */
export async function setFace({ api, face, pace, log }: FaceParts, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const wrong = await attempt(async () => setOnce(callsOf(api, await face()), pace, signal))
    if (wrong === undefined) {
      log.info({ channel: 'telegram' }, 'What Telegram shows of the bot is set')
      return true
    }
    if (signal.aborted) return false
    log.warn(
      { channel: 'telegram' },
      `What Telegram shows of the bot could not be set (${wrong}); it is tried again later`,
    )
    await pause(pace.faceMs, signal)
  }
  return false
}

/** One after the other. What is wrong, if something is. */
async function setOnce(calls: Call[], { hungMs }: Pace, signal: AbortSignal): Promise<string | undefined> {
  for (const call of calls) {
    const answer = await ask(call, { ms: hungMs, signal })
    if (!answer.ok) return describeFailure(answer.failure)
  }
  return undefined
}

async function attempt(set: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await set()
  } catch {
    return 'its words could not be read'
  }
}

/** Chinese is what everybody sees whose language is none of ours. */
function callsOf(api: Api, { zh, en }: Record<'zh' | 'en', BotFace>): Call[] {
  const shown: { words: BotFace; language: { language_code?: LanguageCode } }[] = [
    { words: zh, language: {} },
    { words: zh, language: { language_code: 'zh' } },
    { words: en, language: { language_code: 'en' } },
  ]
  const commands = shown.flatMap(({ words, language }): Call[] => [
    (cut) =>
      api.setMyCommands(commandsOf(words.residentCommands), { scope: { type: 'all_private_chats' }, ...language }, cut),
    (cut) =>
      api.setMyCommands(commandsOf(words.staffCommands), { scope: { type: 'all_group_chats' }, ...language }, cut),
  ])
  const descriptions = shown
    .filter(({ language }) => language.language_code !== 'zh')
    .flatMap(({ words, language }): Call[] => [
      (cut) => api.setMyDescription(words.description, language, cut),
      (cut) => api.setMyShortDescription(words.about, language, cut),
    ])
  const menu: Call = (cut) => api.setChatMenuButton({ menu_button: { type: 'commands' } }, cut)
  return [...commands, ...descriptions, menu]
}

function commandsOf(commands: BotFace['residentCommands']): BotCommand[] {
  return commands.map(({ command, does }) => ({ command, description: does }))
}

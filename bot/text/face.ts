import type { Office } from '../../domain/office.ts'
import type { BotFace } from '../message.ts'
import { en } from './en/words.ts'
import type { LanguageWords } from './language.ts'
import { inLanguage, type Language, shorten } from './names.ts'
import { zh } from './zh/words.ts'

const wordsOf: Record<Language, LanguageWords> = { zh, en }

/** So much of a long name that the lines it stands in stay within what platforms show. */
const longestName = 40

/** What a platform shows of the bot before anything is said. */
export function faceOf(office: Office, language: Language): BotFace {
  const { description, about, residentCommands: all, staffCommands, more } = wordsOf[language].face
  const { reception, ...others } = all
  const residentCommands = office.reception ? all : others
  const name = shorten(inLanguage(office.name, language), longestName)
  return {
    description: description(name),
    about: about(name),
    residentCommands: commandsOf(residentCommands),
    staffCommands: commandsOf(staffCommands),
    more: more[office.reception ? 'booking' : 'progress'],
  }
}

function commandsOf(words: Record<string, string>): BotFace['residentCommands'] {
  return Object.entries(words).map(([command, does]) => ({ command, does }))
}

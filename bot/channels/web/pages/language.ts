import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { recall, remember } from './memory.ts'
import { type Language, type Text, zh } from './text.ts'
import { en } from './text-en.ts'

const texts: Record<Language, Text> = { zh, en }
const KEY = 'xinqiao.language'

export const LanguageContext = createContext<Language>('zh')

/** The language of the last visit, and Chinese for whoever comes first. */
export function firstLanguage(): Language {
  return recall(KEY) === 'en' ? 'en' : 'zh'
}

/** Tells browser and screen reader which language the page speaks from now on. */
export function speak(language: Language): void {
  remember(KEY, language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}

export function useLanguage(): Language {
  return useContext(LanguageContext)
}

export function useText(): Text {
  return texts[useLanguage()]
}

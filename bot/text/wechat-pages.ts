import type { Office } from '../../domain/office.ts'
import type { PageWords } from '../channels/wechat/pages/words.ts'
import { wechatPages as en } from './en/wechat-pages.ts'
import { inLanguage, type Language } from './names.ts'
import type { WechatPageSentences } from './wechat-page-words.ts'
import { wechatPages as zh } from './zh/wechat-pages.ts'

const sentencesOf: Record<Language, WechatPageSentences> = { zh, en }

/** Every word on the pages that are opened in WeChat. */
export function wechatPageWords(office: Pick<Office, 'name' | 'phone'>, language: Language): PageWords {
  const { problem, ...sentences } = sentencesOf[language]
  return {
    ...sentences,
    office: inLanguage(office.name, language),
    problem: { ...problem, away: problem.away(office.phone) },
  }
}

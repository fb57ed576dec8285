import type { FastifyRequest } from 'fastify'
import type { PageLanguage } from './words.ts'

/** What the address asks for, else the first language the browser names that we speak, else Chinese. */
export function languageOf(request: FastifyRequest): PageLanguage {
  const { lang } = request.query as { lang?: unknown }
  if (lang === 'zh' || lang === 'en') return lang
  const named = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((each) => each.trim().slice(0, 2).toLowerCase())
  return named.find((each) => each === 'zh' || each === 'en') === 'en' ? 'en' : 'zh'
}

/** A path of ours again, in the language that its address asks for. */
export function samePath(path: string, request: FastifyRequest): string {
  const { lang } = request.query as { lang?: unknown }
  return lang === 'zh' || lang === 'en' ? `${path}?lang=${lang}` : path
}

/** The same page in the other language. */
export function otherPath(path: string, language: PageLanguage): string {
  return `${path}?lang=${language === 'zh' ? 'en' : 'zh'}`
}

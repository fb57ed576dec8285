import type { FastifyRequest } from 'fastify'
import type { PageLanguage } from './words.ts'

/** What the address asks for, else the first language the browser names that we speak, else Chinese. */
export function languageOf(request: FastifyRequest): PageLanguage {
  const asked = askedFor(request)
  if (asked) return asked
  const named = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((each) => each.trim().slice(0, 2).toLowerCase())
  return named.find((each) => each === 'zh' || each === 'en') === 'en' ? 'en' : 'zh'
}

/** What a path of ours asks for. */
export function languageIn(path: string): PageLanguage | undefined {
  const [, lang] = /[?&]lang=(zh|en)(?:&|$)/.exec(path) ?? []
  return lang as PageLanguage | undefined
}

/** A path of ours again, in the language that its address asks for. */
export function samePath(path: string, request: FastifyRequest): string {
  const asked = askedFor(request)
  return asked ? pathIn(path, asked) : path
}

/** The same page in the other language. */
export function otherPath(path: string, language: PageLanguage): string {
  return pathIn(path, language === 'zh' ? 'en' : 'zh')
}

/** A page in a language. */
export function pathIn(path: string, language: PageLanguage): string {
  return `${path}?lang=${language}`
}

function askedFor({ query }: FastifyRequest): PageLanguage | undefined {
  const { lang } = query as { lang?: unknown }
  return lang === 'zh' || lang === 'en' ? lang : undefined
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import { languageIn, languageOf } from './page-language.ts'
import type { WechatPages } from './parts.ts'
import { drawProblem } from './problem-html.ts'
import type { PageLanguage, PageWords, Problem } from './words.ts'

const statusOf: Record<Problem, number> = {
  outside: 403,
  signIn: 403,
  preview: 403,
  expired: 403,
  away: 503,
  busy: 429,
  unreadable: 400,
  gone: 404,
  noNotices: 404,
}

/** Answers with a page in the reader's language. */
export async function show(
  { pages }: Pick<WechatPages, 'pages'>,
  request: FastifyRequest,
  reply: FastifyReply,
  draw: (language: PageLanguage, words: PageWords) => string,
  language = languageOf(request),
): Promise<FastifyReply> {
  return reply.type('text/html; charset=utf-8').send(draw(language, await pages.words(language)))
}

/** Answers with what went wrong; `path` is where to try again, and may name the language of both. */
export function showProblem(
  parts: Pick<WechatPages, 'pages'>,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Problem,
  path: string,
): Promise<FastifyReply> {
  reply.code(statusOf[problem])
  const draw = (language: PageLanguage, words: PageWords) => drawProblem(problem, path, language, words)
  return show(parts, request, reply, draw, languageIn(path))
}

/** WeChat's own browser, on a phone or a computer. */
export function isInWechat({ headers }: FastifyRequest): boolean {
  return /MicroMessenger/i.test(headers['user-agent'] ?? '')
}

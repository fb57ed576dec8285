import type { FastifyReply, FastifyRequest } from 'fastify'
import { languageOf } from './page-language.ts'
import type { WechatPages } from './parts.ts'
import { drawProblem } from './problem-html.ts'
import type { PageLanguage, PageWords, Problem } from './words.ts'

const statusOf: Record<Problem, number> = {
  outside: 403,
  signIn: 403,
  preview: 403,
  away: 503,
  busy: 429,
  noNotices: 404,
}

/** Answers with a page in the reader's language. */
export async function show(
  { pages }: Pick<WechatPages, 'pages'>,
  request: FastifyRequest,
  reply: FastifyReply,
  draw: (language: PageLanguage, words: PageWords) => string,
): Promise<FastifyReply> {
  const language = languageOf(request)
  return reply.type('text/html; charset=utf-8').send(draw(language, await pages.words(language)))
}

/** Answers with what went wrong; `path` is where to try again. */
export function showProblem(
  parts: Pick<WechatPages, 'pages'>,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Problem,
  path: string,
): Promise<FastifyReply> {
  reply.code(statusOf[problem])
  return show(parts, request, reply, (language, words) => drawProblem(problem, path, language, words))
}

/** WeChat's own browser, on a phone or a computer. */
export function isInWechat({ headers }: FastifyRequest): boolean {
  return /MicroMessenger/i.test(headers['user-agent'] ?? '')
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../../domain/errors.ts'
import { isRuleCode, ruleSentence } from '../errors.ts'

/** What was just done, told on the page that one is sent to afterwards. */
const doneWords = {
  'word-added': '已经加进词典，几秒钟后就用上。',
  'word-changed': '词典里的意思已经改了，几秒钟后就用上。',
  'word-removed': '已经从词典里拿掉，几秒钟后不再用。',
  published: '已经发布，几秒钟后就能查到。',
  rejected: '这份草稿已经退回，不会发布。',
  withdrawn: '已经撤下，几秒钟后不再查得到。原文留着备查。',
  approved: '已经同意，以后问到相近的问题会用上。',
  declined: '已经退回，不会用上。',
  'answered-withdrawn': '已经收回，以后不再用。',
} as const

export type Done = keyof typeof doneWords

/**
 * Does something that a form asked for and sends the page on to `path`, told what was done; or, when a rule forbids it, to
 * `back`, told which.
 */
export async function sendBack(
  reply: FastifyReply,
  path: string,
  act: () => Promise<Done>,
  back = path,
): Promise<FastifyReply> {
  try {
    return reply.redirect(`${path}?done=${await act()}`, 303)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return reply.redirect(`${back}?problem=${error.code}`, 303)
  }
}

/** What the page that one was sent to has to tell. Only our own words are ever told. */
export function doneIn(request: FastifyRequest): { done?: string; problem?: string } {
  const { done, problem } = request.query as { done?: unknown; problem?: unknown }
  if (typeof done === 'string' && Object.hasOwn(doneWords, done)) return { done: doneWords[done as Done] }
  if (typeof problem === 'string' && isRuleCode(problem)) return { problem: ruleSentence(problem) }
  return {}
}

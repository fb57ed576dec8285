import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../../domain/errors.ts'
import { isRuleCode, ruleSentence } from '../errors.ts'
import { detailForms, doneWords, receptionProblem, refusedWords } from '../pages/words/reception.ts'

type Detail = Readonly<Record<string, string | number | null | undefined>>

/** What a press on a page came to; `detail` fills its sentence. */
export type Told =
  | ({ done: keyof typeof doneWords } & { detail?: Detail; path?: string })
  | ({ refused: keyof typeof refusedWords } & { detail?: Detail; path?: string })

/**
 * Does what a form asked for and sends the page on to `path`, or where the outcome says, told what was done; or to `back`,
 * told which rule forbids it. Details go along as figures, dates and names of states, never as anybody's words.
 */
export async function tellOn(
  reply: FastifyReply,
  path: string,
  act: () => Promise<Told>,
  back = path,
): Promise<FastifyReply> {
  try {
    const { detail, path: elsewhere, ...what } = await act()
    return reply.redirect(withTold(elsewhere ?? path, what, detail), 303)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return reply.redirect(withTold(back, { problem: error.code }, error.detail), 303)
  }
}

/** What a broken rule is called on a page that is drawn again with what was typed. */
export function wordProblem({ code, detail }: DomainError): string {
  return receptionProblem(code, detail) ?? ruleSentence(code)
}

/** What the page that one was sent to has to tell. */
export function toldIn(request: FastifyRequest): { done?: string; problem?: string } {
  const query = request.query as Record<string, unknown>
  const { done, refused, problem } = query
  const detail = Object.fromEntries(
    Object.entries(query).filter(([name, text]) => typeof text === 'string' && detailForms[name]?.(text)),
  ) as Record<string, string>
  if (typeof done === 'string' && Object.hasOwn(doneWords, done)) {
    return { done: doneWords[done as keyof typeof doneWords](detail) }
  }
  if (typeof refused === 'string' && Object.hasOwn(refusedWords, refused)) {
    return { problem: refusedWords[refused as keyof typeof refusedWords](detail) }
  }
  if (typeof problem === 'string' && isRuleCode(problem)) {
    return { problem: receptionProblem(problem, detail) ?? ruleSentence(problem) }
  }
  return {}
}

function withTold(path: string, what: Record<string, string>, detail: Detail = {}): string {
  const details = Object.entries(detail).flatMap(([name, value]): [string, string][] =>
    detailForms[name]?.(String(value)) ? [[name, String(value)]] : [],
  )
  const query = new URLSearchParams([...Object.entries(what), ...details])
  return `${path}${path.includes('?') ? '&' : '?'}${query}`
}

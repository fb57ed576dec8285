import type { Context } from '../domain/context.ts'
import { adviseSearch, type QuestionModel } from '../domain/policies/question-model.ts'
import { searchAdvised } from '../domain/rules/advised-search.ts'
import { isCivilDate } from '../domain/rules/civil-date.ts'
import type { SearchOptions, SearchResult } from '../domain/rules/policy-search/clause.ts'

/** What somebody wants to find, as an address asks it. */
export interface PolicyQuestion {
  question: string
  options: Required<SearchOptions>
}

/** What is not right in an address. */
export type PolicyQuestionProblem = 'q-missing' | 'q-too-long' | 'limit-wrong' | 'on-wrong' | 'region-wrong'

/** The longest question, in characters. */
export const longestQuestion = 300
export const mostResults = 50

/** Reads `q`, `limit`, `on` and `region` of an address. Absent: ten results, as of `on` and for `region` of `usual`. */
export function readPolicyQuestion(
  asked: Record<string, unknown>,
  usual: { on: string; region: string },
): { kind: 'question'; asked: PolicyQuestion } | { kind: 'wrong'; problems: PolicyQuestionProblem[] } {
  const { q = '', limit = '10', on = usual.on, region = usual.region } = asked
  const question = typeof q === 'string' ? q.trim() : ''
  const problems: PolicyQuestionProblem[] = []
  if (question === '') problems.push('q-missing')
  else if ([...question].length > longestQuestion) problems.push('q-too-long')
  const count = typeof limit === 'string' && /^\d{1,2}$/.test(limit) ? Number(limit) : 0
  if (count < 1 || count > mostResults) problems.push('limit-wrong')
  const isDate = typeof on === 'string' && isCivilDate(on)
  if (!isDate) problems.push('on-wrong')
  const isPlace = typeof region === 'string' && region !== '' && region.length <= 100
  if (!isPlace) problems.push('region-wrong')
  if (problems.length > 0 || !isDate || !isPlace) return { kind: 'wrong', problems }
  return { kind: 'question', asked: { question, options: { on, region, limit: count } } }
}

/** Searches the base as it is now, with a model's help where there is one. Nothing is kept of it. */
export async function findClauses(
  { policies }: Pick<Context, 'policies'>,
  model: QuestionModel | undefined,
  { question, options }: PolicyQuestion,
): Promise<SearchResult> {
  const index = await policies()
  const advice = model && (await adviseSearch(model, index, question, options))
  return searchAdvised(index, question, options, advice)
}

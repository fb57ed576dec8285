import { withWork } from '../domain/context.ts'
import { importAnswered } from '../domain/policies/answered-import.ts'
import type { Deps, Print } from './operator-command.ts'
import { readJudgedQuestions } from './question-files.ts'

/** Keeps questions that were answered elsewhere, so that whoever asks alike finds what they found. */
export async function keepAnswered(
  { context, now }: Deps,
  { queries, qrels }: { queries: string; qrels: string },
  print: Print,
): Promise<number> {
  const questions = await readJudgedQuestions(queries, qrels)
  const rows = questions.map(({ text, clauseIds }) => ({ question: text, clauseIds }))
  const { added, known, leftOut, unknownClauses } = await withWork(context, now(), (work) =>
    importAnswered(work, rows, { kind: 'operator' }),
  )
  print(
    `${added} answered questions are kept. Kept before: ${known}. Left out, for no clause of theirs is published: ${leftOut}.`,
  )
  tellUnknown(unknownClauses, print)
  return 0
}

const mostTold = 5

/** Clauses that the files name and the base does not have. */
export function tellUnknown(clauseIds: readonly string[], print: Print): void {
  if (clauseIds.length === 0) return
  const more = clauseIds.length > mostTold ? ` and ${clauseIds.length - mostTold} more` : ''
  print(`Not in the base: ${clauseIds.slice(0, mostTold).join(', ')}${more}`)
}

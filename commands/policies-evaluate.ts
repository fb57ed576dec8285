import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from '../domain/context.ts'
import { readMoment } from '../domain/policies/published-policies.ts'
import { civilDateOf } from '../domain/rules/civil-date.ts'
import type { PolicyIndex } from '../domain/rules/policy-search/clause.ts'
import { evaluateSearch, type SearchFigures } from '../domain/rules/policy-search/evaluation.ts'
import type { Deps, Print } from './operator-command.ts'
import { tellUnknown } from './policies-questions.ts'
import { readJudgedQuestions } from './question-files.ts'
import { UsageError } from './usage.ts'

export interface EvaluateRequest {
  act: 'evaluate'
  queries: string
  qrels: string
  /** The civil date on which it is asked; absent: today. */
  on: string | undefined
  region: string | undefined
  json: boolean
}

/** How well the base that is in force answers a set of questions, in figures. */
export async function evaluate(
  { context, now }: Pick<Deps, 'context' | 'now'>,
  { queries, qrels, on = civilDateOf(now()), region, json }: EvaluateRequest,
  print: Print,
): Promise<number> {
  const questions = await readJudgedQuestions(queries, qrels)
  const index = await readNewest(context)
  const unknown = [...new Set(questions.flatMap(({ clauseIds }) => clauseIds))].filter((id) => !index.clause(id))
  const figures = evaluateSearch(index, questions, {
    on,
    ...(region !== undefined && { region }),
    clock: () => performance.now(),
  })
  if (json) {
    print(JSON.stringify({ on, clauses: index.size, ...figures, unknownClauses: unknown.length }))
    return 0
  }
  for (const line of describe(figures)) print(line)
  print(`Asked of ${index.size} clauses as of ${on}.`)
  tellUnknown(unknown, print)
  return 0
}

const longestWaitMs = 60_000

/** After an import the index there is may be an old one: what is measured is the base as it is now. */
async function readNewest(context: Context): Promise<PolicyIndex> {
  const { revision } = await readMoment(context.sql)
  const tooLong = performance.now() + longestWaitMs
  for (;;) {
    const index = await context.policies()
    if (index.revision >= revision) return index
    if (performance.now() > tooLong) throw new UsageError('The policies could not be read again. See the log.')
    await pause(100)
  }
}

function describe(figures: SearchFigures): string[] {
  const lines: [string, string][] = [
    ['questions', `${figures.answerable} answerable, ${figures.unanswerable} not`],
    ['hit@1 / @3 / @10', [figures.hit1, figures.hit3, figures.hit10].map(toShare).join(' / ')],
    ['MRR@10', toShare(figures.mrr10)],
    ['AUROC answerable or not', toShare(figures.auroc)],
    [
      'answered',
      `${figures.answered}: precision ${toShare(figures.precision)}, recall ${toShare(figures.recall)}, ` +
        `quoted the right clause ${toShare(figures.quotedRight)}`,
    ],
    ['recall at precision .90', toShare(figures.recallAtPrecision90)],
    ['not in force among the first 3', String(figures.notInForce)],
    ['a search, ms', `${figures.p50.toFixed(1)} (half), ${figures.p99.toFixed(1)} (99 of 100)`],
  ]
  const width = Math.max(...lines.map(([name]) => name.length))
  return lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`)
}

function toShare(share: number | null): string {
  return share === null ? '–' : share.toFixed(3)
}

import type { Account, PolicyAsk } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import type { Clause, SearchResult } from '../rules/policy-search/clause.ts'

/** A question about policy that was asked and answered. */
export interface Ask {
  id: string
  /** Empty where the words may not be kept: said abroad by somebody who has not agreed to that. */
  question: string
  result: Pick<SearchResult, 'band' | 'confidence' | 'doubt'>
  /** What was quoted or offered, or came nearest, best first. */
  clauses: Clause[]
  /** The one that was quoted. */
  read?: Clause | undefined
}

export type Feedback = 'useful' | 'useless' | 'officer'

/** So many of what was found are kept with a question. */
export const mostKept = 3

/** Keeps what an account asked and what it was answered, from which version. The words are encrypted. */
export async function recordAsk(work: Work, account: Pick<Account, 'id'>, ask: Ask): Promise<void> {
  const { id, question, result, clauses, read } = ask
  await work.tx.policyAsk.create({
    data: {
      id,
      accountId: account.id,
      questionEnc: question === '' ? '' : work.vault.seal('PolicyAsk', 'questionEnc', id, question),
      band: result.band,
      confidence: result.confidence,
      why: result.doubt ?? '',
      clauseIds: clauses.slice(0, mostKept).map((clause) => clause.id),
      clauseId: read?.id ?? null,
      versionId: read?.versionId ?? null,
      askedAt: work.at,
    },
  })
}

/** One that this account asked; undefined when there is none, or it is somebody else's. */
export async function findAsk(work: Work, account: Pick<Account, 'id'>, id: string): Promise<PolicyAsk | undefined> {
  return (await work.tx.policyAsk.findFirst({ where: { id, accountId: account.id } })) ?? undefined
}

/** The words of a question; empty where they were not kept. */
export function readQuestion(context: Pick<Work, 'vault'>, ask: Pick<PolicyAsk, 'id' | 'questionEnc'>): string {
  return ask.questionEnc === '' ? '' : context.vault.open('PolicyAsk', 'questionEnc', ask.id, ask.questionEnc)
}

/** The person has opened one of the clauses that were offered: it counts as what they were answered. */
export async function noteRead(
  work: Work,
  ask: Pick<PolicyAsk, 'id'>,
  clause: Pick<Clause, 'id' | 'versionId'>,
): Promise<void> {
  await work.tx.policyAsk.update({
    where: { id: ask.id },
    data: { clauseId: clause.id, versionId: clause.versionId },
  })
}

/** What the person says of an answer; the last word counts. Of somebody else's question nothing is noted. */
export async function noteFeedback(
  work: Work,
  account: Pick<Account, 'id'>,
  id: string,
  feedback: Feedback,
): Promise<void> {
  await work.tx.policyAsk.updateMany({ where: { id, accountId: account.id }, data: { feedback } })
}

/** The question became a matter, perhaps from another account: a talk may go on on the web page. */
export async function tieAsk(work: Work, id: string, ticketId: string): Promise<void> {
  await work.tx.policyAsk.updateMany({ where: { id }, data: { ticketId } })
}

/** The message was recalled before it became a matter: what it said is kept no longer. */
export async function forgetQuestion(work: Work, account: Pick<Account, 'id'>, id: string): Promise<void> {
  await work.tx.policyAsk.updateMany({
    where: { id, accountId: account.id, ticketId: null },
    data: { questionEnc: '' },
  })
}

/** Stands for everybody in questions that are forgotten but for their number. */
const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * Forgets who asked what before `before`: neither words nor account nor matter are left, only what was found and whether
 * it helped, which tells of nobody. Returns how many.
 */
export async function forgetAsks(work: Work, before: Date): Promise<number> {
  const { count } = await work.tx.policyAsk.updateMany({
    where: { askedAt: { lt: before }, accountId: { not: nobody } },
    data: { accountId: nobody, questionEnc: '', ticketId: null, mutedAt: work.at },
  })
  return count
}

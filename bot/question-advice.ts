import { randomUUID } from 'node:crypto'
import { type Context, withoutDatabase } from '../domain/context.ts'
import type { InboxRow } from '../domain/inbox.ts'
import { adviseSearch, type QuestionModel } from '../domain/policies/question-model.ts'
import type { Advice } from '../domain/rules/advised-search.ts'
import { isDomestic } from '../domain/rules/borders.ts'
import { civilDateOf } from '../domain/rules/civil-date.ts'
import { peekTurn, type Speaker } from '../domain/turns.ts'
import { questionToSearch } from './dialogue/policy-talk.ts'
import type { Incoming } from './message.ts'

/**
 * What a language model advises about the policy question in a message, before its turn is taken: it may take seconds,
 * and no transaction waits for it. It is asked once for a message, of what a resident asks in private, and only when the
 * search is not sure by itself. Undefined for all other messages.
 */
export async function adviseOn(
  context: Context,
  model: QuestionModel,
  { row, incoming, speaker, source }: { row: InboxRow; incoming: Incoming; speaker: Speaker; source: string },
  at: Date,
): Promise<Advice | undefined> {
  const isPrivate = incoming.room === undefined && !incoming.anonymous
  if (!isPrivate || row.attempts > 1 || row.bundle !== null) return undefined
  const turn = await peekTurn(context, row, speaker)
  const account = turn?.account
  if (!account || account.officerId) return undefined
  const work = await withoutDatabase(context, at)
  const domestic = isDomestic(incoming.channel)
  const question = questionToSearch({ work, account, incoming, source, domestic, newId: randomUUID }, turn.state)
  if (question === undefined) return undefined
  const { policies, office } = work
  return adviseSearch(model, policies, question, { on: civilDateOf(at), region: office.county })
}

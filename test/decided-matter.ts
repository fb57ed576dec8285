import { approveProposal } from '../domain/approvals.ts'
import { type Context, withWork } from '../domain/context.ts'
import { recordDelivery } from '../domain/deliveries.ts'
import { acceptTicket } from '../domain/handling.ts'
import { proposeOpinion } from '../domain/opinions.ts'
import { proposeDecision } from '../domain/review-decisions.ts'
import type { ReviewStage } from '../domain/rules/review-rights.ts'
import { numberOf } from '../domain/tickets.ts'
import type { Account, Officer, Ticket } from '../prisma/generated/client.ts'
import { fileMatter, hire } from './small-office.ts'

export interface Decided {
  ticket: Ticket
  /** Whoever filed it. */
  account: Account
  number: string
  /** One proposes, the other approves. */
  officers: [Officer, Officer]
}

/** A claim with an opinion that its resident has received at `now`. */
export async function decidedMatter(context: Context, now: Date, category = 'settlement-quality'): Promise<Decided> {
  const filed = await fileMatter(context, now, { category })
  const one = (await hire(context, now, `甲${filed.sequence}`)).officer
  const other = (await hire(context, now, `乙${filed.sequence}`)).officer
  const number = numberOf(filed)
  await withWork(context, now, async (work) => {
    await acceptTicket(work, one, number)
    const words = { text: '现场看过。', ground: '《建设工程质量管理条例》第四十条', remedy: '由物业日常维护。' }
    await proposeOpinion(work, one, number, { outcome: 'notSupported', ...words })
    await approveProposal(work, other, number)
  })
  const decided = { officers: [one, other] as [Officer, Officer], number }
  return { ...decided, ...(await arrives(context, now, filed, 'opinion')) }
}

/** The decision on a review or recheck that was asked for is received at `now`. */
export async function decideReview(
  context: Context,
  now: Date,
  { ticket, number, officers: [one, other] }: Decided,
  stage: ReviewStage,
): Promise<void> {
  await withWork(context, now, async (work) => {
    const decision = { upheld: true, text: '重新看过现场。', ground: '《信访工作条例》第三十五条' }
    await proposeDecision(work, one, number, stage, decision)
    await approveProposal(work, other, number)
  })
  await arrives(context, now, ticket, 'reviewDecision')
}

async function arrives(
  context: Context,
  now: Date,
  { id }: Ticket,
  kind: string,
): Promise<{ ticket: Ticket; account: Account }> {
  return withWork(context, now, async (work) => {
    const row = await work.tx.outbox.findFirstOrThrow({ where: { ticketId: id, kind }, orderBy: { id: 'desc' } })
    await work.tx.outbox.update({ where: { id: row.id }, data: { status: 'sent', sentAt: now } })
    await recordDelivery(work, 'web', row.dedupeKey)
    const { account, ...ticket } = await work.tx.ticket.findUniqueOrThrow({
      where: { id },
      include: { account: true },
    })
    return { ticket, account }
  })
}

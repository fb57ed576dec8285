import { readCard } from '../domain/cards.ts'
import { type Context, outsideTransaction, type Work } from '../domain/context.ts'
import { noticeTemplatesOf } from '../domain/notice-consents.ts'
import { readParams } from '../domain/outbox.ts'
import type { ClaimedRow } from '../domain/sends.ts'
import { numberOf } from '../domain/tickets.ts'
import type { Outgoing, Pointer } from './message.ts'
import { pointerOf } from './text/pointer.ts'
import type { Worded } from './text/sentences.ts'
import { asRepeat, word } from './text/word.ts'

/** What officers may not pass on. */
const confidential: ReadonlySet<string> = new Set(['identity', 'sealedCard', 'ticketFiles', 'directorBrief'])

/** What has to be known of a message to word it. */
export type WordableRow = Pick<
  ClaimedRow,
  'dedupeKey' | 'kind' | 'paramsEnc' | 'language' | 'repeats' | 'cardMessageId'
> &
  Partial<AddressedRow>

/** And to whom it goes, when it goes: a notice may have to stand for it. */
type AddressedRow = Pick<ClaimedRow, 'channel' | 'accountId' | 'ticketId' | 'pointedAt'>

/** What a message says as of now, in the words of its reader. */
export async function wordRow(context: Context, row: WordableRow, at: Date): Promise<Outgoing> {
  const work = await outsideTransaction(context, at)
  let params = readParams(context, row)
  // A ticket is shown as it is when the message goes, not as it was when it was posted.
  if (['card', 'sealedCard', 'found'].includes(row.kind)) {
    const { ticketId, ...rest } = params as { ticketId: string }
    params = { ...(await readCard(work, ticketId)), ...rest }
  }
  const reply = word({ kind: row.kind, params } as unknown as Worded, row.language, work)
  const pointer = await pointerTo(work, row)
  const edit = row.kind === 'digest' ? (params.edits as string | undefined) : (row.cardMessageId ?? undefined)
  return {
    id: row.dedupeKey,
    // A card shows how its ticket stands, however often; the mark would stay on the wall.
    reply: row.repeats > 0 && row.kind !== 'card' ? asRepeat(reply, row.language) : reply,
    language: row.language,
    ...(edit !== undefined && { edit }),
    ...(confidential.has(row.kind) && { confidential: true }),
    ...(pointer && { pointer }),
    ...(row.pointedAt && { pointed: true }),
  }
}

/** The notice that may go in its place to somebody on a channel that has such notices. */
async function pointerTo(work: Work, row: WordableRow): Promise<Pointer | undefined> {
  const { channel, accountId, ticketId = null, kind, language } = row
  if (channel === undefined || !accountId || !noticeTemplatesOf(work.office, channel)) return undefined
  const pointer = pointerOf({ kind, sealed: false }, language, work.at)
  if (!pointer || ticketId === null) return pointer
  const { sealed, ...ticket } = await work.tx.ticket.findUniqueOrThrow({
    where: { id: ticketId },
    select: { sealed: true, year: true, sequence: true },
  })
  return pointerOf({ kind, sealed, number: numberOf(ticket) }, language, work.at)
}

import type { Work } from '../../domain/context.ts'
import { DomainError } from '../../domain/errors.ts'
import { maySee } from '../../domain/officers.ts'
import type { Visitor } from '../../domain/reception/booking-rows.ts'
import { normalizePhone } from '../../domain/rules/phone.ts'
import { findTicketByNumber } from '../../domain/tickets.ts'
import type { Officer } from '../../prisma/generated/client.ts'
import { fieldIn } from './policies-frame.ts'

/** What somebody typed into a form, to be drawn again with what is wrong. */
export type Typed = Readonly<Record<string, string>>

/** Longest texts of a field, in characters. */
export const longest = { name: 50, phone: 40, words: 2_000, people: 300, needs: 300, reason: 300, place: 200 }

/** Everything that was typed, one text a field; what is longer than any of ours is cut. */
export function typedIn(body: unknown): Typed {
  const names = Object.keys((body as Record<string, unknown> | null) ?? {})
  return Object.fromEntries(names.map((name) => [name, fieldIn(body, name).slice(0, longest.words)]))
}

/** What a form says of who comes; a sentence where it cannot be taken. Throws `ticket-not-found`. */
export async function readVisitor(
  work: Work,
  officer: Officer,
  typed: Typed,
): Promise<{ visitor: Visitor } | { problem: string }> {
  const { name = '', phone = '', words = '', number = '', dialect = '', needs = '' } = typed
  if (name === '') return { problem: '还没有写来人的姓名。' }
  if (phone !== '' && normalizePhone(phone) === undefined) {
    return { problem: '电话看不懂。手机写 11 位，座机要带区号；没有电话就空着。' }
  }
  if (words === '' && number === '') return { problem: '还没有写来意，或者事项的编号。' }
  const ticket = number === '' ? null : await findTicketByNumber(work, number)
  if (number !== '' && (!ticket || !maySee(work, officer, ticket))) throw new DomainError('ticket-not-found')
  const others = (typed.people ?? '').split(/[\n,，、;；]+/).map((one) => one.trim())
  const people = [name, ...others.filter((one) => one !== '' && one !== name)]
  return {
    visitor: {
      name: name.slice(0, longest.name),
      ...(phone !== '' && { phone }),
      ...(words !== '' && { words }),
      ...(ticket && { ticketId: ticket.id }),
      ...(people.length > 1 && { people }),
      needs: {
        ...(typed.wheelchair === 'yes' && { wheelchair: true }),
        ...(typed.homeVisit === 'yes' && { homeVisit: true }),
        ...(dialect !== '' && { dialect: dialect.slice(0, longest.needs) }),
        ...(needs !== '' && { words: needs.slice(0, longest.needs) }),
      },
    },
  }
}

/** An id that a form was drawn with; undefined where it is none. */
export function idIn(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text : undefined
}

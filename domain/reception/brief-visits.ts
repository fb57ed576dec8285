import type { Clock, Officer, Ticket } from '../../prisma/generated/client.ts'
import { readResident } from '../accounts.ts'
import type { Work } from '../context.ts'
import { type EventPayloads, type ReadEvent, readEvents } from '../events.ts'
import { maySee } from '../officers.ts'
import { civilDateOf, daysBetween } from '../rules/civil-date.ts'
import { maskText } from '../rules/masking.ts'
import { isOwnRule } from '../rules/own-rules.ts'
import { numberOf } from '../tickets.ts'
import { type Needs, openVisitor } from './booking-rows.ts'
import { paperChannel } from './paper-notices.ts'
import { listPromises, type PromiseView } from './promise-view.ts'

/** Somebody who has a seat on a day, or is offered one. */
export interface ComingVisit {
  startsAt: string
  name: string | null
  residentId: string | null
  words: string | null
  /** How many come. */
  people: number
  needs: Needs
  offered: boolean
  withoutAccount: boolean
  ticket: (Ticket & { number: string }) | undefined
}

/** The same as the director reads it before the day. */
export interface BriefVisit {
  startsAt: string
  people: number
  offered: boolean
  /** It is about a matter of which this director may know nothing; then nor who comes. */
  hidden: boolean
  name: string | null
  /** What it is about in their words, shortened; phones and other numbers of persons are taken out. */
  words: string | null
  needs: { wheelchair: boolean; homeVisit: boolean; dialect: string | null; words: string | null }
  matter: BriefMatter | null
}

export interface BriefMatter {
  ticketId: string
  number: string
  category: string
  state: Ticket['state']
  sealed: boolean
  receivedOn: string
  /** What the office has to do yet, the nearest first. */
  clocks: { rule: string; dueOn: string; daysLeft: number; provisional: boolean }[]
  /** The last of each kind, in order. */
  history: BriefStep[]
  /** Those that are open first, at most three. */
  promises: { text: string; unit: string; dueOn: string; fate: PromiseFate }[]
}

/** `outcome` of an opinion, `upheld` of a review or a recheck. */
export interface BriefStep {
  what: 'replied' | 'opinion' | 'review' | 'recheck' | 'carriedOut' | 'closed' | 'visited'
  on: string
  outcome?: EventPayloads['opinion']['outcome']
  upheld?: boolean
}

/** `kept`: says the office; `confirmed`: says the visitor too; `unkept`: the visitor says that it was not done. */
export type PromiseFate = 'open' | 'late' | 'kept' | 'confirmed' | 'unkept'

const mostClocks = 3
const mostPromises = 3
const longestWords = 80

/** Who comes on a day with a seat, by its time. */
export async function readComing(work: Work, dayId: string): Promise<ComingVisit[]> {
  const rows = await work.tx.booking.findMany({
    where: { dayId, seatId: { not: null }, state: { in: ['offered', 'booked', 'arrived', 'called'] } },
    include: { seat: true },
  })
  const tickets = await work.tx.ticket.findMany({ where: { id: { in: rows.flatMap((row) => row.ticketId ?? []) } } })
  const accounts = await work.tx.account.findMany({
    where: { id: { in: rows.flatMap((row) => row.accountId ?? []) } },
  })
  return rows
    .map((row): ComingVisit => {
      const { name, words, people, needs } = openVisitor(work, row)
      const ticket = tickets.find(({ id }) => id === row.ticketId)
      const account = accounts.find(({ id }) => id === row.accountId)
      return {
        startsAt: row.seat?.startsAt ?? '',
        name,
        residentId: ticket ? ticket.residentId : (account?.residentId ?? null),
        words,
        people: Math.max(1, people.length),
        needs,
        offered: row.state === 'offered',
        withoutAccount: account === undefined || account.channel === paperChannel,
        ticket: ticket && { ...ticket, number: numberOf(ticket) },
      }
    })
    .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
}

/** What the officer who receives reads of them: names, and never a phone; nothing of a matter that is kept from them. */
export async function readBriefVisits(work: Work, officer: Officer, coming: ComingVisit[]): Promise<BriefVisit[]> {
  const shown = coming.flatMap(({ ticket }) => (ticket && maySee(work, officer, ticket) ? [ticket] : []))
  const matters = await readMatters(work, shown)
  const visits: BriefVisit[] = []
  for (const { ticket, startsAt, people, offered, name, residentId, words, needs } of coming) {
    const hidden = ticket !== undefined && !matters.has(ticket.id)
    const common = { startsAt, people, offered, hidden }
    if (hidden) {
      visits.push({ ...common, name: null, words: null, needs: toNeeds({}), matter: null })
      continue
    }
    const known = name ?? (residentId === null ? undefined : (await readResident(work, residentId))?.name)
    visits.push({
      ...common,
      name: known ?? null,
      words: words === null ? null : brief(words),
      needs: toNeeds(needs),
      matter: matters.get(ticket?.id ?? '') ?? null,
    })
  }
  return visits
}

/** About how many characters a visit takes in the longer of our languages. */
export function lengthOfVisit({ words, needs, matter }: BriefVisit): number {
  const said = [words, needs.dialect, needs.words, ...(matter?.promises.map(({ text }) => text) ?? [])]
  const lines = matter ? 2 + matter.clocks.length + Math.ceil(matter.history.length / 2) + matter.promises.length : 0
  return 70 + lines * 75 + said.reduce((sum, text) => sum + (text?.length ?? 0), 0)
}

async function readMatters(work: Work, tickets: (Ticket & { number: string })[]): Promise<Map<string, BriefMatter>> {
  const ids = [...new Set(tickets.map(({ id }) => id))]
  const clocks = await work.tx.clock.findMany({
    where: { ticketId: { in: ids }, satisfiedAt: null, pausedOn: null, holder: 'office' },
    orderBy: { dueOn: 'asc' },
  })
  const promises = await listPromises(work, ids)
  const matters = new Map<string, BriefMatter>()
  for (const { id, number, category, state, sealed, receivedOn } of tickets) {
    matters.set(id, {
      ticketId: id,
      number,
      category,
      state,
      sealed,
      receivedOn,
      clocks: toClocks(
        work,
        clocks.filter(({ ticketId }) => ticketId === id),
      ),
      history: toHistory(await readEvents(work, id)),
      promises: promises
        .filter(({ ticketId }) => ticketId === id)
        .slice(0, mostPromises)
        .map((promise) => ({
          text: brief(promise.text),
          unit: promise.unit,
          dueOn: promise.dueOn,
          fate: fateOf(promise),
        })),
    })
  }
  return matters
}

/** Promises stand with their words. */
function toClocks(work: Work, clocks: Clock[]): BriefMatter['clocks'] {
  const today = civilDateOf(work.at)
  return clocks
    .filter(({ rule }) => !isOwnRule(rule))
    .slice(0, mostClocks)
    .map(({ rule, dueOn, provisional }) => ({ rule, dueOn, provisional, daysLeft: daysBetween(today, dueOn) }))
}

function toHistory(events: ReadEvent[]): BriefStep[] {
  const takenBack = new Set(
    events
      .filter(({ kind }) => kind === 'reply-taken-back')
      .map(({ payload }) => (payload as EventPayloads['reply-taken-back']).of),
  )
  const steps = new Map<BriefStep['what'], BriefStep>()
  for (const event of events) {
    const step = takenBack.has(event.seq) ? undefined : toStep(event)
    if (!step) continue
    // The last of a kind, in its own place.
    steps.delete(step.what)
    steps.set(step.what, step)
  }
  return [...steps.values()]
}

function toStep({ kind, at, payload }: ReadEvent): BriefStep | undefined {
  const on = civilDateOf(at)
  switch (kind) {
    case 'replied':
    case 'closed':
      return { what: kind, on }
    case 'opinion':
      return { what: 'opinion', on, outcome: (payload as EventPayloads['opinion']).outcome }
    case 'review-decided': {
      const { stage, upheld } = payload as EventPayloads['review-decided']
      return { what: stage, on, upheld }
    }
    case 'carried-out':
      return { what: 'carriedOut', on }
    case 'visit-ended':
      return { what: 'visited', on: (payload as EventPayloads['visit-ended']).on }
    default:
      return undefined
  }
}

function fateOf({ doneAt, confirmed, daysLate }: PromiseView): PromiseFate {
  if (doneAt !== null) return confirmed ? 'confirmed' : 'kept'
  if (confirmed === false) return 'unkept'
  return daysLate > 0 ? 'late' : 'open'
}

function toNeeds({ wheelchair = false, homeVisit = false, dialect, words }: Needs): BriefVisit['needs'] {
  return {
    wheelchair,
    homeVisit,
    dialect: dialect ? brief(dialect) : null,
    words: words ? brief(words) : null,
  }
}

/** One line, without phones. The names stay: whoever receives reads them. */
function brief(text: string): string {
  const plain = maskText(text, []).replace(/\s+/g, ' ').trim()
  const letters = [...plain]
  return letters.length <= longestWords ? plain : `${letters.slice(0, longestWords).join('')}…`
}

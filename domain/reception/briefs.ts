import type { Account, Officer, ReceptionDay } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { type Lane, type Posting, post, type Recipient } from '../outbox.ts'
import { isDomestic } from '../rules/borders.ts'
import { inParts } from '../rules/brief-parts.ts'
import { officeStepAt } from '../rules/reception/steps.ts'
import { countBookings } from './board.ts'
import { type BriefVisit, type ComingVisit, lengthOfVisit, readBriefVisits, readComing } from './brief-visits.ts'
import { findDirectorId } from './days.ts'
import { type DayNews, describeDay, roomsOfAll } from './news.ts'
import { paperChannel } from './paper-notices.ts'
import { type DaySummary, summarizeDay } from './summaries.ts'
import { noteNamesRead } from './visitor-names.ts'

type DayFace = Omit<DayNews, 'what' | 'from' | 'told' | 'toCall' | 'by' | 'words'> & {
  /** The page of the office where all of it stands, and where days are swapped. */
  page: string
  booked: number
  waiting: number
}

/** What the staff room hears ahead of a day: numbers, and topics in numbers. */
export type DayBrief = DayFace & {
  free: number
  /** The most frequent first; without a category: about nothing that was filed, or nothing for a room. */
  topics: { category: string | null; count: number }[]
}

/** Who comes when, without a name. */
export type DayList = DayFace & {
  lines: { startsAt: string; number: string | null; category: string | null; people: number; offered: boolean }[]
  needs: { wheelchair: number; dialect: number; homeVisit: number; other: number }
  /** Nobody could remind them in the chat. */
  unreminded: number
  part: number
  parts: number
}

/** What the director gets in private. */
export type DirectorBrief = DayFace & {
  step: 'brief' | 'list'
  visits: BriefVisit[]
  part: number
  parts: number
}

/** Nobody can be sent the private brief. `role`: they are staff, but not of those who may read who comes. */
export interface DirectorMissing {
  on: string
  kind: DayFace['kind']
  township: string
  director: string | null
  why: 'nobody' | 'notStaff' | 'role' | 'noAccount'
  page: string
}

/** What was posted, to how many. */
export interface OfficeTold {
  kind: 'dayBrief' | 'dayList' | 'directorBrief' | 'directorMissing' | 'daySummary'
  readers: number
}

/**
 * Tells the office of a locked day what it is time for: its staff rooms the brief, the final list and afterwards how it
 * went; its director in private, where the channel stays in the country, who comes about what; and supervisors when there
 * is no director to tell. Each once for each date the day is held on, to whoever reads it by then.
 */
export async function tellOfficeOfDay(work: Work, day: ReceptionDay): Promise<OfficeTold[]> {
  const step = officeStepAt(day.on, work.at, work.office.hours, work.calendar)
  if (!step) return []
  const rooms = (await roomsOfAll(work)).map(({ id }): Recipient => ({ room: id }))
  if (step === 'summary') return [await tellSummary(work, day, rooms)].filter(({ readers }) => readers > 0)
  const director = await findDirector(work, day)
  const abroad = 'accounts' in director && director.accounts.length === 0 ? director.abroad : []
  const told = [
    await tellRooms(work, day, step, [...rooms, ...abroad.map(({ id }) => ({ account: id }))]),
    'accounts' in director
      ? await tellDirector(work, day, step, director)
      : await tellSupervisors(work, day, director.why, rooms),
  ]
  return told.filter(({ readers }) => readers > 0)
}

async function tellRooms(
  work: Work,
  day: ReceptionDay,
  step: 'brief' | 'list',
  readers: Recipient[],
): Promise<OfficeTold> {
  const kind = step === 'brief' ? 'dayBrief' : 'dayList'
  const untold = await findUntold(work, `${kind}:${day.id}:${day.on}`, readers)
  if (untold.length > 0) {
    const coming = await readComing(work, day.id)
    const face = await readFace(work, day)
    const parts = step === 'brief' ? [toBrief(face, coming)] : toLists(face, coming)
    await postParts(work, day, kind, kind, step === 'brief' ? 'digest' : 'alarm', parts, untold)
  }
  return { kind, readers: untold.length }
}

async function tellDirector(
  work: Work,
  day: ReceptionDay,
  step: 'brief' | 'list',
  { officer, accounts }: FoundDirector,
): Promise<OfficeTold> {
  const kind = 'directorBrief'
  const readers = accounts.map(({ id }) => ({ account: id }))
  const untold = await findUntold(work, `${kind}:${step}:${day.id}:${day.on}`, readers)
  if (untold.length > 0) {
    const visits = await readBriefVisits(work, officer, await readComing(work, day.id))
    const face = await readFace(work, day)
    const split = inParts(visits, lengthOfVisit)
    const parts = split.map(
      (some, i): DirectorBrief => ({
        ...face,
        step,
        visits: some,
        part: i + 1,
        parts: split.length,
      }),
    )
    await postParts(work, day, kind, `${kind}:${step}`, 'alarm', parts, untold)
    await noteNamesRead(
      work,
      officer,
      visits.filter(({ name }) => name !== null).map(({ matter }) => ({ ticketId: matter?.ticketId ?? null })),
    )
  }
  return { kind, readers: untold.length }
}

/** Told once for each reason; where there are no supervisors with an account, the staff rooms hear it. */
async function tellSupervisors(
  work: Work,
  day: ReceptionDay,
  why: DirectorMissing['why'],
  rooms: Recipient[],
): Promise<OfficeTold> {
  const kind = 'directorMissing'
  const accounts = await work.tx.account.findMany({
    where: { officer: { role: 'supervisor', leftAt: null }, channel: { not: paperChannel } },
    select: { id: true },
    orderBy: { createdAt: 'asc' },
  })
  const readers = accounts.length > 0 ? accounts.map(({ id }) => ({ account: id })) : rooms
  const key = `${kind}:${why}`
  const untold = await findUntold(work, `${key}:${day.id}:${day.on}`, readers)
  const { kind: office, on, township, director } = day
  const missing: DirectorMissing = {
    on,
    kind: office === 'tour' ? 'tour' : 'office',
    township,
    director,
    why,
    page: pageOf(work),
  }
  await postParts(work, day, kind, key, 'alarm', [missing], untold)
  return { kind, readers: untold.length }
}

async function tellSummary(work: Work, day: ReceptionDay, rooms: Recipient[]): Promise<OfficeTold> {
  const kind = 'daySummary'
  // A room that is opened later has missed it.
  const untold = await findUntold(work, `${kind}:${day.id}:${day.on}`, rooms)
  if (untold.length < rooms.length || untold.length === 0) return { kind, readers: 0 }
  const summary: DaySummary = await summarizeDay(work, day)
  await postParts(work, day, kind, kind, 'digest', [{ ...summary, page: pageOf(work) }], untold)
  return { kind, readers: untold.length }
}

interface FoundDirector {
  officer: Officer
  /** Where personal words may be said. */
  accounts: Account[]
  /** Their accounts on channels whose servers stand abroad. */
  abroad: Account[]
}

/** The director of a day, as far as they are staff by now. */
async function findDirector(work: Work, day: ReceptionDay): Promise<FoundDirector | { why: DirectorMissing['why'] }> {
  const id = day.directorId ?? (await findDirectorId(work, day.director))
  const found = id === null ? null : await work.tx.officer.findUnique({ where: { id }, include: { accounts: true } })
  if (!found || found.leftAt !== null) return { why: day.director === null ? 'nobody' : 'notStaff' }
  const { accounts, ...officer } = found
  if (officer.role === 'officer') return { why: 'role' }
  if (accounts.length === 0) return { why: 'noAccount' }
  const [domestic, abroad] = [true, false].map((is) => accounts.filter(({ channel }) => isDomestic(channel) === is))
  return { officer, accounts: domestic ?? [], abroad: abroad ?? [] }
}

async function readFace(work: Work, day: ReceptionDay): Promise<DayFace> {
  const counts = (await countBookings(work, [day.id])).get(day.id)
  return {
    ...(await describeDay(work, day)),
    booked: counts?.seated ?? 0,
    waiting: counts?.waiting ?? 0,
    page: pageOf(work),
  }
}

function toBrief(face: DayFace, coming: ComingVisit[]): DayBrief {
  const counts = new Map<string | null, number>()
  for (const visit of coming) {
    const category = roomMatter(visit)?.category ?? null
    counts.set(category, (counts.get(category) ?? 0) + 1)
  }
  const topics = [...counts]
    .map(([category, count]) => ({ category, count }))
    .toSorted((a, b) => b.count - a.count || (a.category ?? '~').localeCompare(b.category ?? '~'))
  return { ...face, free: face.seats - face.booked, topics }
}

function toLists(face: DayFace, coming: ComingVisit[]): DayList[] {
  const count = (is: (visit: ComingVisit) => unknown) => coming.filter(is).length
  const needs = {
    wheelchair: count(({ needs }) => needs.wheelchair),
    dialect: count(({ needs }) => needs.dialect),
    homeVisit: count(({ needs }) => needs.homeVisit),
    other: count(({ needs }) => needs.words),
  }
  const unreminded = count(({ withoutAccount }) => withoutAccount)
  const lines = coming.map((visit) => {
    const { startsAt, people, offered } = visit
    const matter = roomMatter(visit)
    return { startsAt, number: matter?.number ?? null, category: matter?.category ?? null, people, offered }
  })
  const split = inParts(lines, () => 0)
  return split.map((some, i) => ({ ...face, lines: some, needs, unreminded, part: i + 1, parts: split.length }))
}

/** What a room may know of the matter: accusations are never spoken of in any. */
function roomMatter({ ticket }: ComingVisit): { number: string; category: string } | undefined {
  return ticket && !ticket.sealed ? ticket : undefined
}

/** Those of the readers who have not got it yet; one who has its first part has all of them. */
async function findUntold(work: Work, key: string, readers: Recipient[]): Promise<Recipient[]> {
  const rows = await work.tx.outbox.findMany({
    where: { dedupeKey: { in: readers.map((to) => keyOf(key, 1, to)) } },
    select: { dedupeKey: true },
  })
  const told = new Set(rows.map(({ dedupeKey }) => dedupeKey))
  return readers.filter((to) => !told.has(keyOf(key, 1, to)))
}

function postParts(
  work: Work,
  day: ReceptionDay,
  kind: OfficeTold['kind'],
  key: string,
  lane: Lane,
  parts: readonly object[],
  readers: Recipient[],
): Promise<void> {
  return post(
    work,
    readers.flatMap((to) =>
      parts.map(
        (params, i): Posting => ({
          dedupeKey: keyOf(`${key}:${day.id}:${day.on}`, i + 1, to),
          lane,
          kind,
          params,
          to,
        }),
      ),
    ),
  )
}

function keyOf(key: string, part: number, to: Recipient): string {
  return `${key}:${part}:${'room' in to ? to.room : to.account}`
}

function pageOf({ publicUrl }: Pick<Work, 'publicUrl'>): string {
  return `${publicUrl}/desk/reception`
}

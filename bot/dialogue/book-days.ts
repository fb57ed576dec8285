import { closedWhy, listFreeSeats } from '../../domain/reception/booking-days.ts'
import { listReceptionDays, type ReceptionDayView } from '../../domain/reception/days.ts'
import { addDays, civilDateOf } from '../../domain/rules/civil-date.ts'
import { publishesAt } from '../../domain/rules/reception/times.ts'
import { readDay } from '../../domain/rules/typed-day.ts'
import type { BookableDay, OpeningDay, SeatLine } from '../text/reception-sentences.ts'
import { say } from '../text/sentences.ts'
import type { Reading, Step } from './flow.ts'
import type { Said, Turn } from './turn.ts'

/** The days that can be booked now, the nearest first, and those that will be. */
export interface DaysToChoose {
  days: BookableDay[]
  opening: OpeningDay[]
}

/** Which day and which seat of it. What is free was read when the day was chosen; whether it still is, the booking tells. */
export interface SeatAnswers extends DaysToChoose {
  dayId?: string
  /** What is free for them on that day. */
  seats: SeatLine[]
  /** So many more are free for the elderly and those without a phone. */
  reserved: number
  /** They said that they are one of them. */
  elder?: boolean
  half?: 'morning' | 'afternoon'
  seat?: SeatLine | 'any'
}

/** So many days are offered, and so many are told of that are not open yet. */
const mostDays = 6
const mostOpening = 2

/** So many seats stand under one question; more are asked for by half day first. */
const mostSeats = 9

/** The days somebody can choose from at `work.at`, with how much of each is free. */
export async function readDays({ work, account }: Pick<Turn, 'work' | 'account'>): Promise<DaysToChoose> {
  const today = civilDateOf(work.at)
  const known = await listReceptionDays(work, today, addDays(today, 100))
  const held = known.filter(({ on, reason }) => on >= today && reason !== 'closed')
  const ids = held.flatMap(({ id, published }) => (id !== null && published ? [id] : []))
  const rows = await work.tx.receptionDay.findMany({ where: { id: { in: ids } } })
  const days: BookableDay[] = []
  for (const view of held) {
    const row = rows.find(({ id }) => id === view.id)
    if (!row || closedWhy(work, row, { account }) || days.length === mostDays) continue
    const { length: free } = await listFreeSeats(work, row, false)
    days.push({ id: row.id, on: row.on, township: row.township, director: row.director, place: row.place, free })
  }
  const opening = held.filter(({ published, on }) => !published && on > today).slice(0, mostOpening)
  return { days, opening: opening.map((view) => toOpening({ work }, view)) }
}

/** Which day. `moves`: for a visit that is booked, which keeps its seat until another is sure. */
export function dayStep<A extends SeatAnswers>(moves: boolean): Step<A> {
  return {
    key: 'day',
    isDone: ({ dayId }) => dayId !== undefined,
    ask: ({ days, opening }) => say('askDay', { days, opening, ...(moves && { moves }) }),
    async read(said, answers, turn) {
      const day = pickDay(said, answers, civilDateOf(turn.work.at))
      if (!day) return { kind: 'again', why: say('notUnderstood', {}) }
      const { half: _, seat: __, ...open } = answers
      const chosen = { ...open, dayId: day.id } as A
      const read = await readSeats(turn, chosen)
      if (read === 'closed') return askOtherDay(turn, answers, day.on)
      if (moves && read.seats.length === 0) return { kind: 'again', why: say('dayFull', { on: day.on }) }
      return { kind: 'answer', answers: { ...chosen, ...read } }
    },
  }
}

/** Which seat of it: any, or one of those that are free. Who is elderly or has no phone says so, and sees more. */
export function seatStep<A extends SeatAnswers>(moves: boolean): Step<A> {
  return {
    key: 'seat',
    isDone: ({ seat }) => seat !== undefined,
    ask(answers) {
      const { seats, half, elder = false, reserved } = answers
      const { on, township } = dayOf(answers)
      const asksHalf = half === undefined && seats.length > mostSeats
      return say('askSeat', {
        on,
        township,
        seats: half ? seats.filter((seat) => halfOf(seat) === half) : seats,
        elder,
        offersElder: !moves && !elder && reserved > 0,
        ...(asksHalf && { asksHalf }),
      })
    },
    async read(said, answers, turn) {
      const value = said.kind === 'choice' ? said.value : ''
      if (value === 'seat:any') return { kind: 'answer', answers: { ...answers, seat: 'any' } }
      if (value === 'seat:morning') return { kind: 'again', answers: { ...answers, half: 'morning' } }
      if (value === 'seat:afternoon') return { kind: 'again', answers: { ...answers, half: 'afternoon' } }
      if (value === 'seat:elder' && !moves) return asElder(turn, answers)
      const seat = pickSeat(said, answers.seats)
      if (!seat) return { kind: 'again', why: say('notUnderstood', {}) }
      const { half: _, ...open } = answers
      return { kind: 'answer', answers: { ...open, seat } as unknown as A }
    },
    back(answers) {
      const { half, ...open } = answers
      return half === undefined ? undefined : (open as A)
    },
  }
}

/** The chosen day. */
export function dayOf({ days, dayId }: Pick<SeatAnswers, 'days' | 'dayId'>): BookableDay {
  const day = days.find(({ id }) => id === dayId)
  if (!day) throw new Error('A seat was asked for without a day')
  return day
}

/** That a day takes no booking any more, with those that do; the form ends where there is none. */
export async function askOtherDay<A extends SeatAnswers>(turn: Turn, answers: A, on: string): Promise<Reading<A>> {
  const read = await readDays(turn)
  const why = say('dayNotOpen', { on })
  if (read.days.length === 0) return { kind: 'end', says: [why, say('noDays', noDays(turn, read))] }
  return { kind: 'answer', answers: withoutDay({ ...answers, ...read }), why }
}

/** What is told where no day can be booked. */
export function noDays({ work }: Pick<Turn, 'work'>, { opening }: DaysToChoose) {
  const { phone, address } = work.office
  return { opening, ...(phone !== undefined && { phone }), ...(address !== undefined && { address }) }
}

/** The same answers, the seat to be asked for anew: these are free. */
export function withSeats<A extends SeatAnswers>(answers: A, free: readonly SeatLine[]): A {
  const { half: _, seat: __, ...open } = answers
  return { ...open, seats: free.map(toLine) } as unknown as A
}

function withoutDay<A extends SeatAnswers>(answers: A): A {
  const { dayId: _, half: __, seat: ___, ...open } = answers
  return { ...open, seats: [], reserved: 0 } as unknown as A
}

async function asElder<A extends SeatAnswers>(turn: Turn, answers: A): Promise<Reading<A>> {
  const { half: _, ...open } = { ...answers, elder: true }
  const read = await readSeats(turn, open as A)
  if (read === 'closed') return askOtherDay(turn, answers, dayOf(answers).on)
  return { kind: 'again', answers: { ...(open as A), ...read } }
}

async function readSeats<A extends SeatAnswers>(
  { work, account }: Turn,
  { dayId, elder = false }: A,
): Promise<Pick<SeatAnswers, 'seats' | 'reserved'> | 'closed'> {
  const row = dayId === undefined ? null : await work.tx.receptionDay.findUnique({ where: { id: dayId } })
  if (!row || closedWhy(work, row, { account })) return 'closed'
  const seats = await listFreeSeats(work, row, elder)
  const all = elder ? seats : await listFreeSeats(work, row, true)
  return { seats: seats.map(toLine), reserved: all.length - seats.length }
}

function toLine({ id, startsAt }: SeatLine): SeatLine {
  return { id, startsAt }
}

function toOpening({ work }: Pick<Turn, 'work'>, { on, township, director }: ReceptionDayView): OpeningDay {
  const ahead = work.office.reception?.publishDaysAhead ?? 0
  const opensAt = publishesAt(on, ahead, work.office.hours[0]?.[0] ?? '00:00')
  return { on, township, director, opensOn: opensAt > work.at ? civilDateOf(opensAt) : null }
}

/** By its button, its date (12月15日), or its day alone (15号). */
function pickDay(said: Said, { days }: SeatAnswers, today: string): BookableDay | undefined {
  if (said.kind === 'choice') return days.find(({ id }) => said.value === `day:${id}`)
  if (said.kind !== 'text') return undefined
  const typed = said.text.normalize('NFKC').trim()
  const day = /^(\d{1,2})\s*[日号]?$/u.exec(typed)?.[1]
  const named = day === undefined ? readDay(typed, today) : undefined
  return days.find(({ on }) => on === named || (day !== undefined && Number(on.slice(8)) === Number(day)))
}

/** By its button or its time: 9:20, 09：20, 9点20. */
function pickSeat(said: Said, seats: SeatLine[]): SeatLine | undefined {
  if (said.kind === 'choice') return seats.find(({ id }) => said.value === `seat:${id}`)
  const typed = said.kind === 'text' ? said.text.normalize('NFKC').trim() : ''
  const [, hour = '', minute = ''] = /^(\d{1,2})\s*[:.点时]\s*(\d{2})?\s*分?$/u.exec(typed) ?? []
  const time = `${hour.padStart(2, '0')}:${minute.padEnd(2, '0')}`
  return seats.find(({ startsAt }) => hour !== '' && startsAt === time)
}

function halfOf({ startsAt }: SeatLine): 'morning' | 'afternoon' {
  return startsAt < '12:00' ? 'morning' : 'afternoon'
}

import { listVisits, type VisitView } from '../../domain/reception/booking-view.ts'
import { callNext, checkIn, markAbsent } from '../../domain/reception/door.ts'
import { finishVisit } from '../../domain/reception/visit-outcomes.ts'
import { civilDateOf } from '../../domain/rules/civil-date.ts'
import { say } from '../text/sentences.ts'
import { today } from './reception-days.ts'
import { onPage, showsPersonal, wrong } from './reception-says.ts'
import { toLine, withoutSealed } from './reception-visits.ts'
import { readOutcome } from './reception-wish.ts'
import type { ActOutcome, DeskTurn } from './turn.ts'

/** Somebody is at the door with the code of their slip. */
export async function arrive(turn: DeskTurn, code: string): Promise<ActOutcome> {
  const dayId = await today(turn)
  if (dayId === undefined) return wrong('not-today')
  const came = await checkIn(turn.work, { dayId, code, tries: turn.officer.id })
  switch (came.kind) {
    case 'arrived': {
      const { again, ahead, timing, visit } = came
      return { says: [say('visitArrived', { queueNumber: visit.queueNumber, ahead, timing, again })] }
    }
    case 'not-today':
      return { says: [say('visitOtherDay', { on: came.on })] }
    case 'ended':
      return wrong('ended')
    case 'wrong':
      return wrong('code')
    case 'wait':
      return wrong('tries')
  }
}

/** Calls who is next; the name is told in private only. */
export async function call(turn: DeskTurn): Promise<ActOutcome> {
  const dayId = await today(turn)
  if (dayId === undefined) return wrong('not-today')
  const next = await callNext(turn.work, turn.officer, dayId)
  if (next.kind === 'not-today') return wrong('not-today')
  if (next.kind === 'nobody') return { says: [say('nobodyToCall', { toCome: next.toCome })] }
  const { visit, waiting } = next
  const [shown = visit] = await withoutSealed(turn, [visit])
  const bare = say('visitCalled', { ...toLine(shown, false), waiting })
  if (!showsPersonal(turn)) return { says: [bare] }
  const whole = say('visitCalled', { ...toLine(visit, true), waiting })
  return turn.room ? { says: [bare], privately: [whole] } : { says: [whole] }
}

/** Somebody was called and did not come. */
export async function absent(turn: DeskTurn, who: string): Promise<ActOutcome> {
  const visit = await findVisit(turn, who)
  if (!visit) return wrong('number')
  await markAbsent(turn.work, turn.officer, visit.id)
  return { says: [say('visitAbsent', { who })] }
}

/** Writes down what a visit came to. */
export async function finish(turn: DeskTurn, who: string, words: string): Promise<ActOutcome> {
  const { work, officer, room } = turn
  if (room) return { says: [say('receptionInPrivate', {})] }
  if (!showsPersonal(turn)) return { says: [onPage(turn)] }
  const visit = await findVisit(turn, who)
  if (!visit) return wrong('number')
  const outcome = readOutcome(words, civilDateOf(work.at))
  if (outcome === 'unclear' || outcome.text === '') return { says: [say('howToFinish', { who })] }
  const promised = outcome.promises.map((promise) => {
    const unit = work.office.units.find(({ id, name }) => [id, name.zh, name.en].includes(promise.unit))
    return { ...promise, unit: unit?.id ?? promise.unit }
  })
  const done = await finishVisit(work, officer, visit.id, { text: outcome.text, promises: promised })
  return { says: [say('visitFinished', { who, promises: done.promises, onPaper: done.onPaper })] }
}

/** A visit of today by its number in the queue, or by the time of its seat. */
async function findVisit(turn: DeskTurn, who: string): Promise<VisitView | undefined> {
  const dayId = await today(turn)
  if (dayId === undefined) return undefined
  const visits = await listVisits(turn.work, turn.officer, dayId)
  return visits.find(({ queueNumber, seat }) =>
    who.includes(':') ? seat?.startsAt === who.padStart(5, '0') : queueNumber === Number(who),
  )
}

import { closeReceptionDay, reopenReceptionDay } from '../../domain/reception/closings.ts'
import { moveReceptionDay } from '../../domain/reception/moves.ts'
import { swapDirectors } from '../../domain/reception/rota.ts'
import { addTour } from '../../domain/reception/tours.ts'
import { civilDateOf } from '../../domain/rules/civil-date.ts'
import { beginBooking, goOnBooking } from './reception-booking.ts'
import { coming, idOf } from './reception-days.ts'
import { absent, arrive, call, finish } from './reception-hall.ts'
import { keep, promises } from './reception-promises.ts'
import { changed, wrong } from './reception-says.ts'
import { visitList } from './reception-visits.ts'
import { type ReceptionWish, readReceptionWish } from './reception-wish.ts'
import type { ActOutcome, DeskTurn } from './turn.ts'

/** Answers words about reception days; undefined for anything else. Throws DomainError when it may not be done. */
export async function answerReception(turn: DeskTurn, text: string): Promise<ActOutcome | undefined> {
  if (turn.repliedTicketId !== undefined) return undefined
  const wish = readReceptionWish(text, civilDateOf(turn.work.at))
  const { pending } = turn
  if (!wish && pending?.kind === 'visitor' && !turn.room) return goOnBooking(turn, pending, text)
  return wish && (await obey(turn, wish))
}

async function obey(turn: DeskTurn, wish: ReceptionWish): Promise<ActOutcome> {
  const { work, officer } = turn
  switch (wish.kind) {
    case 'days':
      return { says: [await coming(turn)] }
    case 'move': {
      const { day, told, toCall } = await moveReceptionDay(
        work,
        officer,
        await idOf(turn, wish.on),
        wish.to,
        wish.reason,
      )
      return changed({ what: 'moved', on: wish.on, to: day.on, told, toCall })
    }
    case 'close': {
      const { told, toCall } = await closeReceptionDay(work, officer, await idOf(turn, wish.on), wish.reason)
      return changed({ what: 'closed', on: wish.on, told, toCall })
    }
    case 'reopen': {
      const { told, toCall } = await reopenReceptionDay(work, officer, await idOf(turn, wish.on), wish.reason)
      return changed({ what: 'reopened', on: wish.on, told, toCall })
    }
    case 'swap': {
      const [a, b] = [await idOf(turn, wish.on), await idOf(turn, wish.other)]
      await swapDirectors(work, officer, a, b, wish.reason)
      return changed({ what: 'swapped', on: wish.on, to: wish.other })
    }
    case 'tour': {
      const { township, on, place, reason } = wish
      const known = work.office.townships.find(({ id, name }) => id === township || name === township)
      await addTour(work, officer, { township: known?.id ?? township, on, place }, reason)
      return changed({ what: 'added', on })
    }
    case 'list':
      return visitList(turn, wish.on)
    case 'book':
      return beginBooking(turn, wish.on, wish.visitor)
    case 'checkIn':
      return arrive(turn, wish.code)
    case 'call':
      return call(turn)
    case 'absent':
      return absent(turn, wish.who)
    case 'finish':
      return finish(turn, wish.who, wish.text)
    case 'promises':
      return { says: [await promises(turn, wish.number)] }
    case 'keep':
      return keep(turn, wish)
    case 'unclear':
      return wrong('words')
  }
}

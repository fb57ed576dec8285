import { viewMatter } from '../../domain/matter-view.ts'
import { findMatter, listMatters } from '../../domain/matters.ts'
import { listBookings } from '../../domain/reception/booking-view.ts'
import type { Say } from '../text/sentences.ts'
import { say } from '../text/sentences.ts'
import { askAgain } from './flow.ts'
import { ownMatter } from './save-dates.ts'
import { flowOf } from './state.ts'
import type { DialogueState, OpenFlow, Turn } from './turn.ts'

/** After this long a half-filled form is asked about before anything goes into it. */
const resumeAfterMs = 30 * 60_000

/**
 * What is being asked, once more. What only told something is not said again, nor what shows something that is not the
 * person's own any more, for their accounts may have parted since: then it is the menu.
 */
export async function openQuestion(state: DialogueState, turn: Turn): Promise<Say[]> {
  const { flow } = state
  if (flow) return [isIdle(flow, turn) ? say('resume', { flow: flow.name }) : askAgain(flowOf(flow), flow, turn)]
  const asked = state.asked?.say
  // Asked in another language or after something else it is asked in full.
  if (asked?.kind === 'askConsent') return [say('askConsent', { ...asked.params, again: false })]
  const again = asked && questions.has(asked.kind) ? await asItStands(turn, asked) : undefined
  return [again ?? say('menu', { hello: false })]
}

/** The question as its person may see it now. */
async function asItStands(turn: Turn, asked: Say): Promise<Say | undefined> {
  const { work, account } = turn
  switch (asked.kind) {
    case 'matter': {
      const ticket = await findMatter(work, account, asked.params.view.ticketId)
      return ticket && ownMatter(turn, await viewMatter(work, ticket, account))
    }
    case 'withdrawConfirm':
    case 'askStars':
      return (await findMatter(work, account, asked.params.ticketId)) && asked
    case 'matters':
    case 'keptFor':
    case 'whichMatter': {
      const own = new Set((await listMatters(work, account)).map(({ id }) => id))
      return asked.params.matters.every(({ ticketId }) => own.has(ticketId)) ? asked : undefined
    }
    case 'visit':
    case 'cancelVisitConfirm':
      return (await hasVisits(turn, [asked.params])) ? asked : undefined
    case 'visits':
      return (await hasVisits(turn, asked.params.visits)) ? asked : undefined
    default:
      return asked
  }
}

async function hasVisits({ work, account }: Turn, visits: { bookingId: string }[]): Promise<boolean> {
  const own = new Set((await listBookings(work, account)).map(({ id }) => id))
  return visits.every(({ bookingId }) => own.has(bookingId))
}

const questions: ReadonlySet<Say['kind']> = new Set([
  'kept',
  'keptFor',
  'matters',
  'matter',
  'withdrawConfirm',
  'askStars',
  'visit',
  'visits',
  'cancelVisitConfirm',
  'whichMatter',
  'askPolicy',
  'policyAnswer',
  'policySuggest',
  'policyNone',
  'policyUseless',
  'policyClause',
  'policyShown',
])

/** Whether a form was left alone for so long that the person may have something else in mind. */
export function isIdle(flow: OpenFlow, turn: Turn): boolean {
  return turn.work.at.getTime() - new Date(flow.touchedAt).getTime() > resumeAfterMs
}

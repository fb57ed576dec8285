import { listMatters } from '../../domain/matters.ts'
import { mostStars, rateMatter, readRating } from '../../domain/ratings.ts'
import { mayMove } from '../../domain/rules/moves.ts'
import { numberOf } from '../../domain/tickets.ts'
import type { Ticket } from '../../prisma/generated/client.ts'
import { say } from '../text/sentences.ts'
import { beginFlow, type Flow } from './flow.ts'
import { type Act, type ActResult, withMatter } from './own-matter.ts'
import type { Turn } from './turn.ts'

export interface RateAnswers {
  ticketId: string
  number: string
  stars: number
  text?: string
  /** The account it was handed over from. */
  begunOn?: string
}

/** The longest that is taken as words to a rating. */
const longestWords = 1000

/** A few words to the stars that were given. */
export const rate: Flow<RateAnswers> = {
  name: 'rate',
  version: 1,
  steps: [
    {
      key: 'ratingWords',
      isDone: ({ text }) => text !== undefined,
      ask: ({ number, stars }) => say('askRatingWords', { number, stars }),
      read(said, answers) {
        if (said.kind === 'text') {
          return { kind: 'answer', answers: { ...answers, text: said.text.slice(0, longestWords).trim() } }
        }
        return { kind: 'again', why: said.kind === 'choice' ? say('notUnderstood', {}) : say('ratingWordsOnly', {}) }
      },
    },
  ],
  async submit({ work, account }, { ticketId, number, stars, text = '', begunOn }) {
    await rateMatter(work, ticketId, account, stars, text, begunOn)
    return [say('rated', { ticketId, number, stars, text })]
  },
  hasWords: () => false,
}

/** `rate:<matter>` asks for the stars, `rate:<matter>:4` gives them; typed without a matter it asks which. */
export const rateAct: Act = (turn, argument) => (argument === '' ? pick(turn) : rateMatterAct(turn, argument))

/** Words to the stars that were given before. */
export const rateWordsAct: Act = withMatter(async (turn, ticket) => {
  const rating = await readRating(turn.work, ticket)
  if (!rating) return askStars(turn, ticket)
  return beginFlow(rate, { ticketId: ticket.id, number: numberOf(ticket), stars: rating.stars }, turn)
})

const rateMatterAct = withMatter(async (turn, ticket, given) => {
  const stars = Number(given)
  const isGiven = given !== '' && Number.isInteger(stars) && stars >= 1 && stars <= mostStars
  if (!isGiven) return askStars(turn, ticket)
  await rateMatter(turn.work, ticket.id, turn.account, stars)
  const text = (await readRating(turn.work, ticket))?.text ?? ''
  return { says: [say('rated', { ticketId: ticket.id, number: numberOf(ticket), stars, text })] }
})

async function askStars({ work }: Turn, ticket: Ticket): Promise<ActResult> {
  const number = numberOf(ticket)
  if (!mayMove(ticket.state, 'rate')) return { says: [say('moveRefused', { number, state: ticket.state })] }
  const stars = (await readRating(work, ticket))?.stars
  return { says: [say('askStars', { ticketId: ticket.id, number, ...(stars !== undefined && { stars }) })] }
}

async function pick(turn: Turn): Promise<ActResult> {
  const rateable = (await listMatters(turn.work, turn.account)).filter(({ state }) => mayMove(state, 'rate'))
  const [only, ...more] = rateable
  if (!only) return { says: [say('noneFor', { what: 'rate' })] }
  if (more.length === 0) return askStars(turn, only)
  const matters = rateable.map((ticket) => ({
    ticketId: ticket.id,
    number: numberOf(ticket),
    state: ticket.state,
    category: ticket.category,
  }))
  return { says: [say('whichMatter', { what: 'rate', matters })] }
}

import type { Office } from '../../domain/office.ts'
import { matchPlace } from '../../domain/rules/place-names.ts'
import { findTownship, findVillage } from '../../domain/rules/routing.ts'
import { say } from '../text/sentences.ts'
import type { Reading, Step } from './flow.ts'

export interface PlaceAnswers {
  township?: string
  village?: string
  /** A place in the resident's own words. */
  place?: string
  /** Villages that what was typed could mean. */
  guesses?: string[]
  inWords?: boolean
}

/** Where it is: township, then village; names may be typed at any point, and roughly. */
export const placeStep: Step<PlaceAnswers> = {
  key: 'place',
  isDone: (answers) => answers.village !== undefined || answers.place !== undefined,
  ask({ township, guesses, inWords, village }) {
    if (inWords) return say('askPlaceWords', {})
    if (guesses) return say('placeGuess', { villages: guesses })
    return township && !village ? say('askVillage', { township }) : say('askTownship', {})
  },
  read(said, answers, { work }) {
    const open = cleared(answers)
    if (said.kind === 'text') return readName(said.text, answers, work.office)
    const [what, id = ''] = said.kind === 'choice' ? said.value.split(':') : []
    if (what === 'township' && findTownship(work.office, id))
      return { kind: 'again', answers: { ...open, township: id } }
    if (what === 'village') return chooseVillage(id, open, work.office)
    if (what === 'place') return { kind: 'again', answers: id === 'other' ? { ...open, inWords: true } : open }
    return { kind: 'again', why: say('notUnderstood', {}) }
  },
  back(answers) {
    const isInside = answers.inWords || answers.guesses || (answers.township && !answers.village)
    return isInside ? cleared(answers) : undefined
  },
}

function readName<A extends PlaceAnswers>(text: string, answers: A, office: Office): Reading<A> {
  const open = cleared(answers)
  const inOwnWords = { kind: 'answer' as const, answers: { ...open, place: text.slice(0, 200) } }
  if (answers.inWords) return inOwnWords
  const villages = office.townships.flatMap((township) => township.villages)
  const nearby = answers.township ? (findTownship(office, answers.township)?.villages ?? []) : villages
  const match = pick(matchPlace(text, nearby), () => matchPlace(text, villages))
  if (match.kind === 'exact') return chooseVillage(match.place.id, open, office)
  const township = matchPlace(text, [...office.townships])
  if (township.kind === 'exact') return { kind: 'again', answers: { ...open, township: township.place.id } }
  if (match.kind === 'guess')
    return { kind: 'again', answers: { ...open, guesses: match.places.map((place) => place.id) } }
  // A place that is on no list is still a place: it is read back before anything is submitted.
  return inOwnWords
}

function pick<T extends { kind: string }>(first: T, otherwise: () => T): T {
  return first.kind === 'none' ? otherwise() : first
}

function chooseVillage<A extends PlaceAnswers>(id: string, open: A, office: Office): Reading<A> {
  const found = findVillage(office, id)
  if (!found) return { kind: 'again', answers: open, why: say('notUnderstood', {}) }
  return { kind: 'answer', answers: { ...open, township: found.township.id, village: id } }
}

function cleared<A extends PlaceAnswers>(answers: A): A {
  const open = { ...answers }
  delete open.township
  delete open.village
  delete open.place
  delete open.guesses
  delete open.inWords
  return open
}

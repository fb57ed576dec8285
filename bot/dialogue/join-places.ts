import { type JoinedAccount, viewPerson } from '../../domain/person-view.ts'
import { accountsOf, leavePerson, preferAccount } from '../../domain/persons.ts'
import { say } from '../text/sentences.ts'
import type { Flow, Step } from './flow.ts'
import type { Said, Turn } from './turn.ts'

export interface PlaceChoice {
  what?: 'type' | 'where' | 'unjoin'
  /** The person's accounts when they were asked about. */
  places: JoinedAccount[]
}

/** Where notices go first. */
export const whereStep: Step<PlaceChoice> = {
  key: 'noticesPlace',
  applies: ({ what }) => what === 'where',
  isDone: () => false,
  ask: ({ places }) => say('askNoticesPlace', { places }),
  async read(said, { places }, { work, account }) {
    const place = placeIn(said, places)
    if (place === undefined) return { kind: 'again', why: say('notUnderstood', {}) }
    const preferred = place?.accountId ?? null
    const isSet = account.personId !== null && (await preferAccount(work, account.personId, preferred, account))
    const told = isSet ? say('noticesPlaceSet', { place }) : say('notJoined', {})
    return { kind: 'end', says: [told, say('menu', { hello: false })] }
  },
}

/** Which account is parted from the others. */
export const unjoinStep: Step<PlaceChoice> = {
  key: 'unjoin',
  applies: ({ what }) => what === 'unjoin',
  isDone: () => false,
  ask: ({ places }) => say('askUnjoin', { places }),
  async read(said, { places }, { work, account }) {
    const place = placeIn(said, places)
    if (!place) return { kind: 'again', why: say('notUnderstood', {}) }
    const joined = await accountsOf(work, account.id)
    const chosen = place.here ? account : joined.find(({ id }) => id === place.accountId)
    const left = chosen && (await leavePerson(work, chosen, account))
    if (joined.length <= 2) account.personId = null
    const told = left ? say('unjoined', { place }) : say('notJoined', {})
    return { kind: 'end', says: [told, say('menu', { hello: false })] }
  },
}

/** The same for who has asked for it by itself: no words of a matter are in it. */
export const noticesPlace: Flow<PlaceChoice> = formOf('noticesPlace', whereStep)
export const unjoin: Flow<PlaceChoice> = formOf('unjoin', unjoinStep)

/** The person's accounts, to choose one for this. Undefined where nothing is joined to this one. */
export async function placesFor(
  { work, account }: Turn,
  what: 'where' | 'unjoin',
): Promise<Required<PlaceChoice> | undefined> {
  const places = await viewPerson(work, account)
  return places.length === 0 ? undefined : { what, places }
}

function formOf(name: 'noticesPlace' | 'unjoin', step: Step<PlaceChoice>): Flow<PlaceChoice> {
  return { name, version: 1, steps: [step], hasWords: () => false }
}

/** Null: where each matter was filed. Undefined when it is none of these. */
function placeIn(said: Said, places: JoinedAccount[]): JoinedAccount | null | undefined {
  const value = said.kind === 'choice' ? said.value : ''
  return value === 'place:filed' ? null : places.find(({ accountId }) => value === `place:${accountId}`)
}

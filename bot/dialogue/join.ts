import { isJoinCode, joinCodeMinutes } from '../../domain/join-codes.ts'
import { askJoinCode, joinAccounts, mostAccounts } from '../../domain/joining.ts'
import { type Say, say } from '../text/sentences.ts'
import type { Flow, Reading, Step } from './flow.ts'
import { type PlaceChoice, placesFor, unjoinStep, whereStep } from './join-places.ts'
import { codeIn } from './join-words.ts'
import type { Said, Turn } from './turn.ts'

const whatStep: Step<PlaceChoice> = {
  key: 'joinWhat',
  isDone: ({ what }) => what !== undefined,
  ask: (_, { account }) => say('joinMenu', { joined: account.personId !== null }),
  async read(said, answers, turn) {
    // A code may be typed at once; any other words are none.
    const isCode = said.kind === 'text' && isJoinCode(codeIn(said.text) ?? said.text)
    if (isCode) return readCode(said, turn)
    if (said.kind !== 'choice') return { kind: 'again', why: say('notUnderstood', {}) }
    switch (said.value) {
      case 'join:type':
        return { kind: 'answer', answers: { ...answers, what: 'type' } }
      case 'join:code':
        return { kind: 'end', says: await giveCode(turn) }
      case 'join:where':
      case 'unjoin': {
        const chosen = await placesFor(turn, said.value === 'unjoin' ? 'unjoin' : 'where')
        return chosen ? { kind: 'answer', answers: chosen } : { kind: 'again', why: say('notJoined', {}) }
      }
      default:
        return { kind: 'again', why: say('notUnderstood', {}) }
    }
  },
}

/** It ends the form itself: the code is looked at once and kept nowhere. */
const codeStep: Step<PlaceChoice> = {
  key: 'joinCode',
  applies: ({ what }) => what === 'type',
  isDone: () => false,
  ask: () => say('askJoinCode', {}),
  read: (said, _, turn) => readCode(said, turn),
}

/** Joining the accounts of one person with a one-time code, and what can be done once some are joined. */
export const join: Flow<PlaceChoice> = {
  name: 'join',
  version: 1,
  steps: [whatStep, codeStep, whereStep, unjoinStep],
  hasWords: () => false,
}

/** The code, and the menu apart: what holds the code is never asked again, nor kept as the open question. */
export async function giveCode({ work, account }: Turn): Promise<Say[]> {
  const asked = await askJoinCode(work, account)
  const told =
    asked.kind === 'asked'
      ? say('joinCode', { code: asked.code, minutes: joinCodeMinutes })
      : say('joinRefused', { why: asked.kind, most: mostAccounts })
  return [told, say('menu', { hello: false })]
}

/** What a code comes to: the end of it, or `why` another is to be typed. */
async function tryCode(
  { work, account }: Turn,
  code: string,
): Promise<{ kind: 'again'; why: Say } | { kind: 'end'; says: Say[] }> {
  const joining = await joinAccounts(work, account, code)
  const home = say('menu', { hello: false })
  switch (joining.kind) {
    case 'joined':
      return { kind: 'end', says: [say('joined', { channel: joining.other.channel })] }
    case 'wrong':
      return { kind: 'again', why: wrong() }
    case 'own':
      return { kind: 'again', why: say('joinRefused', { why: 'own', most: mostAccounts }) }
    case 'already':
    case 'officer':
    case 'full':
      return { kind: 'end', says: [say('joinRefused', { why: joining.kind, most: mostAccounts }), home] }
    case 'wait': {
      const minutes = Math.max(1, Math.ceil((joining.until.getTime() - work.at.getTime()) / 60_000))
      return { kind: 'end', says: [say('joinWait', { minutes }), home] }
    }
  }
}

function readCode(said: Said, turn: Turn): Reading<PlaceChoice> | Promise<Reading<PlaceChoice>> {
  if (said.kind === 'choice') return { kind: 'again', why: say('notUnderstood', {}) }
  if (said.kind !== 'text') return { kind: 'again', why: wrong() }
  return tryCode(turn, codeIn(said.text) ?? said.text)
}

function wrong(): Say {
  return say('joinWrong', { minutes: joinCodeMinutes })
}

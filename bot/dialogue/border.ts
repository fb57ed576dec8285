import { consentVersion, hasConsent } from '../../domain/consents.ts'
import { findCategory } from '../../domain/rules/routing.ts'
import { say } from '../text/sentences.ts'
import type { CategoryAnswers } from './category.ts'
import { handOver } from './hand-over.ts'
import { type Answered, type DialogueState, languageOf, type OpenFlow, type Said, type Turn } from './turn.ts'
import { withWords, wordsIn, written } from './words.ts'

/** Whether a person's words may be taken on the channel they are said on: `ask` first, or not at all. */
export type Border = 'open' | 'ask' | 'closed'

/** 个人信息保护法 36, 39: on a channel abroad words are taken once the person has agreed, or never where the office is strict. */
export function borderOf({ domestic, work, account }: Turn): Border {
  if (domestic) return 'open'
  if (work.office.crossBorder === 'strict') return 'closed'
  return hasConsent(account) ? 'open' : 'ask'
}

/**
 * What words meet on a channel abroad before they go into a form or a matter: the question whether the person agrees,
 * or the way to the web page. Nothing said so far is lost by either. Undefined where they may go on here.
 */
export async function stopAtBorder(turn: Turn, state: DialogueState): Promise<Answered | undefined> {
  const left = await leaveWithAccusation(turn, state)
  if (left) return left
  switch (borderOf(turn)) {
    case 'open':
      return undefined
    case 'ask':
      return askConsent(turn, state)
    case 'closed':
      return handOver(turn, state, 'strict')
  }
}

/** An accusation goes to the web page as soon as its category is known, whatever was agreed to. */
export async function leaveWithAccusation(turn: Turn, state: DialogueState): Promise<Answered | undefined> {
  const isLeaving = !turn.domestic && isAccusation(turn, state.flow)
  return isLeaving ? handOver(turn, state, 'accusation') : undefined
}

/**
 * The same for what is said in an open form: the consent it was begun with may be out of date, or the office strict
 * since. Words go along; an answer to another question is asked for again. Dropping the form is always possible.
 */
export async function stopInForm(turn: Turn, state: DialogueState, said: Said): Promise<Answered | undefined> {
  if (!state.flow || turn.domestic || !takesWords(state.flow)) return undefined
  if (said.kind === 'choice' && drops.has(said.value)) return undefined
  const { cancelling: _, ...flow } = state.flow
  const words = said.kind !== 'choice' && flow.step === 'words' ? [written(said, languageOf(turn))] : []
  return stopAtBorder(turn, { ...state, flow: withWords(flow, [...wordsIn(flow), ...words]) })
}

const drops: ReadonlySet<string> = new Set(['cancel', 'menu', 'cancelYes', 'resume:no'])

/** As soon as a form asks for the code of a matter: what another account filed is shown behind it. */
export async function stopBeforeCode(turn: Turn, state: DialogueState): Promise<Answered | undefined> {
  return !turn.domestic && state.flow && asksCode(state.flow) ? stopAtBorder(turn, state) : undefined
}

/** A form that only asks for a number takes no words, nor one that only asks for another time or place. */
export function takesWords(form: OpenFlow): boolean {
  return !wordless.has(form.name) || asksCode(form)
}

/** What is typed there is a secret, and nothing to be kept for later. */
export function asksCode({ name, step }: OpenFlow): boolean {
  return name === 'track' && step === 'code'
}

const wordless: ReadonlySet<OpenFlow['name']> = new Set(['track', 'moveVisit', 'noticesPlace', 'unjoin'])

/** As soon as the category says so, or the group that is being chosen from. */
function isAccusation({ work }: Turn, form: OpenFlow | undefined): boolean {
  const { category, group } = (form?.answers ?? {}) as CategoryAnswers
  return findCategory(work.office, category ?? group ?? '')?.kind === 'accusation'
}

/** Whether the person is being asked to agree that their words pass through servers abroad. */
export function isConsentAsked({ asked }: DialogueState): boolean {
  return asked?.say.kind === 'askConsent'
}

/** Whether it was asked in the wording in force: agreeing to another one agrees to nothing. */
export function isUpToDate({ asked }: DialogueState): boolean {
  return asked?.say.kind === 'askConsent' && asked.say.params.version === consentVersion
}

/** The open form waits for the answer, and with it what was said while we asked whether to go on with it. */
function askConsent(turn: Turn, { flow, paused = [], ...rest }: DialogueState): Answered {
  const waiting = flow ?? rest.waiting
  const kept = [...(rest.kept ?? []), ...paused.map((words) => written(words, languageOf(turn)))]
  const told = {
    platform: turn.incoming.channel,
    version: consentVersion,
    noted: kept.length + wordsIn(waiting).length > 0,
    again: isUpToDate(rest),
  }
  return {
    state: {
      ...rest,
      ...(waiting && { waiting }),
      ...(kept.length > 0 && { kept }),
      ...(waiting && paused.length > 0 && { keptForLater: true }),
    },
    says: [say('askConsent', told)],
  }
}

import { createHandOver, handOverHours } from '../../domain/hand-overs.ts'
import type { Language } from '../text/names.ts'
import { type Sentences, say } from '../text/sentences.ts'
import { settled } from './state.ts'
import { type Answered, type DialogueState, languageOf, type OpenFlow, stateVersion, type Turn } from './turn.ts'
import { wordsIn, written } from './words.ts'

/** What goes along behind the link to the web page. */
export interface CarriedTalk {
  language: Language
  /** The form that was open, and what was said without one. */
  state: Pick<DialogueState, 'version' | 'flow' | 'kept'>
}

/** Ends the talk here and gives the link with which it goes on on the web page, with all that was said. */
export async function handOver(
  turn: Turn,
  state: DialogueState,
  why: Sentences['handedOver']['why'],
): Promise<Answered> {
  const { work, account } = turn
  const language = languageOf(turn)
  const flow = ofAccount(state.flow ?? state.waiting, account)
  const kept = [...(state.kept ?? []), ...(state.paused ?? []).map((said) => written(said, language))]
  const words = [...wordsIn(flow), ...kept]
  const talk: CarriedTalk = {
    language,
    state: { version: stateVersion, ...(flow && { flow }), ...(kept.length > 0 && { kept }) },
  }
  const { code } = await createHandOver(work, account, { talk, files: words.flatMap((piece) => piece.files) })
  const told = { why, said: words.length > 0, page: work.publicUrl, hours: handOverHours, code }
  // The menu is said apart: what holds the code is never asked again, nor kept as the open question.
  return { state: settled(state), says: [say('handedOver', told), say('menu', { hello: false })] }
}

/** A form about a matter tells whose it is: whoever has the link may go on with that one form, not with the matter. */
function ofAccount(form: OpenFlow | undefined, { id }: Turn['account']): OpenFlow | undefined {
  const answers = (form?.answers ?? {}) as { ticketId?: string }
  return form && answers.ticketId !== undefined ? { ...form, answers: { begunOn: id, ...answers } } : form
}

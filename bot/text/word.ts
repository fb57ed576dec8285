import type { Reply } from '../message.ts'
import { afterwardsChoices } from './afterwards-choices.ts'
import { bookingChoices } from './booking-choices.ts'
import { bookingTalkChoices } from './booking-talk-choices.ts'
import { drawCard } from './card.ts'
import { deskChoices } from './desk-choices.ts'
import type { Choices, Drawing } from './drawing.ts'
import { en } from './en/words.ts'
import { joiningChoices } from './joining-choices.ts'
import type { LanguageWords } from './language.ts'
import type { Marks } from './marks.ts'
import type { Language } from './names.ts'
import { policyChoices } from './policy-choices.ts'
import { policyDeskChoices } from './policy-desk-choices.ts'
import { receptionNoticeChoices } from './reception-notice-choices.ts'
import { residentChoices } from './resident-choices.ts'
import type { Reader, Say, Sentences, Worded } from './sentences.ts'
import { zh } from './zh/words.ts'

const wordsOf: Record<Language, LanguageWords> = { zh, en }

const choices: Choices<Sentences> = {
  ...residentChoices,
  ...afterwardsChoices,
  ...joiningChoices,
  ...policyChoices,
  ...deskChoices,
  ...policyDeskChoices,
  ...bookingChoices,
  ...receptionNoticeChoices,
  ...bookingTalkChoices,
}

/** Puts something to say into words of a language. */
export function word(said: Worded, language: Language, { office }: Reader): Reply {
  const { sentences, card, labels, terms } = wordsOf[language]
  const drawing: Drawing = { office, language, labels, terms }
  switch (said.kind) {
    case 'card':
    case 'found':
      return drawCard(said.params, card, drawing)
    case 'sealedCard': {
      const drawn = drawCard(said.params, card, drawing)
      return { ...drawn, text: `${card.sealedNews[said.params.news]}\n${drawn.text}` }
    }
  }
  const sentence = sentences[said.kind] as (params: unknown, reader: Reader) => string
  const rows = choices[said.kind] as ((params: unknown, drawing: Drawing) => Reply['choices']) | undefined
  const drawn = rows?.(said.params, drawing) ?? []
  return {
    text: sentence(said.params, { office }),
    ...(drawn.length > 0 && { choices: drawn }),
    ...((said.kind === 'receipt' ||
      said.kind === 'codeReset' ||
      said.kind === 'joinCode' ||
      said.kind === 'handedOver') &&
      said.params.code !== undefined && { secrets: { code: said.params.code } }),
    ...(said.kind === 'askNotices' && { asksNotices: labels.agreeNotices }),
    ...(said.kind === 'ticketFiles' && { files: said.params.files }),
  }
}

/** Whether something said has buttons: they are the same in every language. */
export function hasChoices(said: Say, { office }: Reader): boolean {
  const { labels, terms } = wordsOf.zh
  const rows = choices[said.kind] as ((params: unknown, drawing: Drawing) => Reply['choices']) | undefined
  return (rows?.(said.params, { office, language: 'zh', labels, terms }) ?? []).length > 0
}

/** What stands for stickers and for what was passed on, among words that are kept. */
export function marksOf(language: Language): Marks {
  return wordsOf[language].marks
}

/** A notice that may have arrived before says so, under the same number. */
export function asRepeat(reply: Reply, language: Language): Reply {
  return { ...reply, text: `${wordsOf[language].sentAgain}\n${reply.text}` }
}

import type { Office } from '../../../domain/office.ts'
import { findGround } from '../../../domain/rules/grounds.ts'
import { unitName } from '../names.ts'
import type { Catalogue, NoticeSentences } from '../sentences.ts'
import { terms } from './terms.ts'

export const notices: Catalogue<NoticeSentences> = {
  receipt: ({ number, code, kind, receivedOn, unit, files, clocks }, { office }) =>
    [
      `We have received your ${terms.kind[kind]}. This is the receipt; please keep it.`,
      `Matter number: ${number}`,
      code
        ? 'Query code: {{code}}\n(shown this once only; please copy it or take a screenshot)'
        : 'Query code: shown before. If you did not copy it, ask for a new one under My matters.',
      `Received on ${terms.date(receivedOn)}${files ? `, attachments: ${files}` : ''}`,
      kind === 'accusation'
        ? 'Handled in confidence, by named people only.'
        : `In charge: ${unitName(office, unit, 'en')}`,
      ...clocks.map(terms.clockLine),
      'Your rights:',
      '1. You can see where it stands at any time, and say what you think of it.',
      kind === 'accusation'
        ? '2. Who you are and what you said are kept confidential.'
        : '2. If you disagree with the decision, you can ask for a review within 30 days of receiving it.',
      '3. Nobody may retaliate against you for this.',
    ].join('\n'),
  accepted: ({ number, unit, clocks }, { office }) =>
    [
      `${number} is accepted. The ${handledBy(office, unit)} is handling it.`,
      ...clocks.map(terms.clockLine),
      'If you want to add something, just say it here.',
    ].join('\n'),
  redirected: ({ number, ground, article, text }) =>
    `${number} is not handled here. This is where to go:\n${text}\nGround: ${findGround(ground)?.titleEn ?? ''} (${article})\nIf you disagree, tap Not settled under My matters.`,
  closed: ({ number, text }) =>
    `${number} is closed:\n${text}\nIf it is not settled, tap Not settled under My matters and we go on with it.`,
  answer: ({ number, unit, text }, { office }) => `${handledBy(office, unit)}, on your matter ${number}:\n${text}`,
  askedBack: ({ number, unit, text }, { office }) =>
    `On ${number}, the ${handledBy(office, unit)} would like to know:\n${text}\nJust answer here, then tap Add to my matter.`,
  reopenedByOffice: ({ number, text }) => `${number} is being handled again:\n${text}`,
  parked: (_, { office }) =>
    `Your message has arrived and is not lost. Something went wrong with it, so a person will look at it.${office.phone ? ` If it is urgent, call ${office.phone}.` : ''}`,
}

function handledBy(office: Office, unit: string | null): string {
  return unit === null ? 'confidential desk' : unitName(office, unit, 'en')
}

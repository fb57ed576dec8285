import type { CardLine } from '../../../domain/cards.ts'
import type { CardWords } from '../card.ts'

export const card: CardWords = {
  sealed: 'confidential · ',
  sealedNews: { new: '[Confidential] A new accusation, for you alone', added: '[Confidential] News of this matter' },
  colon: ': ',
  category: 'Topic',
  place: 'Place',
  placeUnknown: 'not given',
  unit: 'Unit',
  from: 'From',
  anonymous: 'anonymous',
  named: 'name and phone left (tap Identity: shown in private to the holder only)',
  received: 'Received',
  provisional: ' (provisional)',
  noteMark: '[Note] ',
  claimedBy: (name) => `claimed by ${name}`,
  heldBy: (name) => `held by ${name}`,
  attachments: (count) => (count === 1 ? '[1 attachment]' : `[${count} attachments]`),
  saidBy(line) {
    const name = line.officer ?? 'Staff'
    switch (line.kind) {
      case 'resident':
        return `Resident${line.edited ? ' (edited)' : ''}${line.recalled ? ' (recalled by the resident)' : ''}`
      case 'reply':
        return `${name}, answer${onItsWay(line)}`
      case 'ask':
        return `${name}, question back${onItsWay(line)}`
      case 'end':
        return `${name}, notice${onItsWay(line)}`
      case 'note':
        return name
    }
  },
}

function onItsWay({ delivery }: CardLine): string {
  return {
    held: ' (not sent yet, can be taken back)',
    'on-its-way': ' (sent, not seen yet)',
    delivered: ' (the resident has it)',
    undeliverable: ' (NOT delivered: find another way to reach them)',
    none: '',
  }[delivery ?? 'none']
}

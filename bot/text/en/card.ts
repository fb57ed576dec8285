import type { CardLine, OfficerMark, ResidentMark } from '../../../domain/card-lines.ts'
import type { FailedWay } from '../../../domain/reply-fates.ts'
import type { CardWords } from '../card.ts'
import { channelName } from '../channel-names.ts'
import { starLine } from '../names.ts'
import { channelNames } from './channel-names.ts'
import { decisionBody, opinionBody } from './opinion.ts'
import { terms } from './terms.ts'

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
  alike: 'Same village and topic',
  alikeCount: (matters) => `${matters} matters`,
  outcome: 'Opinion',
  remedy: 'Carried out by',
  hearing: 'Hearing',
  hearingSince: (on) => `since ${on}, the days do not count`,
  visit: 'Reception day',
  visitAt: (on, startsAt, state) => `${on}${startsAt ? `, ${startsAt}` : ''}${visitStates[state] ?? ''}`,
  promised: (text, unit, on) => `${text} (${unit}, until ${on})`,
  mergedInto: 'Merged into',
  joined: 'Merged here',
  proposedBy: (by, what) =>
    `${by}, ${{ opinion: 'opinion', extension: 'more time', review: 'decision on the review', recheck: 'decision on the second review' }[what]} (waits for approval, not sent)`,
  opinion: opinionBody,
  decision: decisionBody,
  extension: (days, reason) => `${days} more ${days === 1 ? 'day' : 'days'}: ${reason}`,
  claimedBy: (name) => `claimed by ${name}`,
  heldBy: (name) => `held by ${name}`,
  attachments: (count) => (count === 1 ? '[1 attachment]' : `[${count} attachments]`),
  saidBy(line) {
    const name = line.officer ?? 'Staff'
    switch (line.kind) {
      case 'resident':
        if (line.mark) return marked(line.mark, line.stars)
        return `Resident${line.edited ? ' (edited)' : ''}${line.recalled ? ' (recalled by the resident)' : ''}`
      case 'reply':
        return `${name}, ${line.did ? deeds[line.did] : 'answer'}${onItsWay(line)}`
      case 'ask':
        return `${name}, question back${onItsWay(line)}`
      case 'end':
        return `${name}, ${line.did ? deeds[line.did] : 'notice'}${onItsWay(line)}`
      case 'note':
        return line.did ? `${name}, ${deeds[line.did]}` : name
    }
  },
}

const visitStates: Record<string, string> = {
  waiting: ' (on the waiting list)',
  offered: ' (has to answer)',
  arrived: ' (is there)',
  called: ' (being received)',
}

const deeds: Record<OfficerMark, string> = {
  opinion: 'opinion',
  review: 'decision on the review',
  recheck: 'decision on the second review',
  extended: 'more time allowed',
  returned: 'returned',
  objected: 'objection',
  carriedOut: 'carried out',
  merged: 'merged into another one',
  received: 'outcome of the visit',
  promised: 'promised to the visitor',
  kept: 'promise kept',
}

function onItsWay({ delivery }: CardLine): string {
  switch (delivery?.kind) {
    case 'held':
      return ' (not sent yet, can be taken back)'
    case 'delivered':
      return ` (the resident has it: ${nameOf(delivery.channel)}, ${terms.moment(delivery.at.toISOString())})`
    case 'on-its-way': {
      const failed = delivery.failed.map(failure)
      const channels = delivery.channels.map(nameOf)
      if (failed.length > 0)
        return ` (not delivered: ${failed.join('; ')}; sent to ${channels.join(', ')} instead, not seen yet)`
      if (delivery.channels.includes('paper')) return ' (to be handed over to the resident)'
      return ` (sent, not seen yet${channels.length > 0 ? `: ${channels.join(', ')}` : ''})`
    }
    case 'undeliverable':
      return ` (NOT delivered: find another way to reach them${delivery.failed.length > 0 ? `; ${delivery.failed.map(failure).join('; ')}` : ''})`
    default:
      return ''
  }
}

function failure({ channel, why, pointed }: FailedWay): string {
  switch (why) {
    case 'closed':
      return `${nameOf(channel)} opens when the resident writes${pointed ? ', a notice points to it' : ''}`
    case 'unreachable':
      return `${nameOf(channel)} does not reach them, perhaps they have blocked us`
    case 'refused':
      return `${nameOf(channel)} did not take it`
  }
}

function nameOf(channel: string): string {
  return channelName(channelNames, channel)
}

function marked(mark: ResidentMark, stars = 0): string {
  return {
    review: 'Resident asks for a review',
    recheck: 'Resident asks for a second review',
    recheckLate: 'The review is late: the resident asks for the second one',
    done: 'Resident says it was done',
    notDone: 'Resident says it was NOT done',
    rated: `Resident’s rating ${starLine(stars)}`,
    kept: 'Resident says that what was promised is done',
    unkept: 'Resident says that what was promised is NOT done',
  }[mark]
}

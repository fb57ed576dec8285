import type { State } from '../../../domain/rules/moves.ts'
import { shorten } from '../names.ts'
import { possibleActs } from '../possible.ts'
import { labels } from './labels.ts'
import { policyErrorWords } from './policy-desk.ts'
import { terms } from './terms.ts'

/** Why an officer's command was refused, and what to do instead. */
export function deskErrorWords(code: string, detail: Record<string, string | number>): string {
  const number = `#${detail.number ?? ''}`
  switch (code) {
    case 'move-not-allowed':
      return `${number} is “${terms.state[detail.state as keyof typeof terms.state] ?? detail.state}” now, so that cannot be done. What can be done now: ${possibleActs(
        detail.state as State,
      )
        .map((act) => labels.acts[act])
        .join(', ')}.`
    case 'ticket-not-found':
      return `There is no ${shorten(number, 30)}.`
    case 'nothing-found':
      return `Nothing found for “${shorten(String(detail.query ?? ''), 30)}”. Try a number, a village, a township or a topic.`
    case 'not-the-holder':
      return detail.holder
        ? `${detail.holder} has ${number}. Please speak with them, or ask them to hand it over.`
        : `You do not hold ${number}. Please claim or accept it first.`
    case 'unknown-officer':
      return `There is no colleague or unit called “${shorten(String(detail.name ?? ''), 30)}”.`
    case 'unknown-unit':
      return 'It cannot go to that unit: there is no such unit, or it may not have this one.'
    case 'unknown-township':
      return `There is no township called “${shorten(String(detail.name ?? ''), 30)}”.`
    case 'unknown-ground':
      return 'Please write the ground as 1 to 8. “#123 redirect” shows the list.'
    case 'words-missing':
      return 'This needs words, such as: #123 close The compensation was paid on the third.'
    case 'already-sent':
      return `There is nothing of ${number} to take back: it was sent, or taken back before. You can write a correction.`
    case 'opinion-missing':
      return `${number} is a claim: it is closed after the opinion on it has arrived. Please type: ${number} opinion`
    case 'carry-out-first':
      return `${number} was supported: it is closed when it is carried out. Then type: ${number} done and what was done`
    case 'decision-missing':
      return `${number} is under review: the decision comes first. Please type: ${number} review, or ${number} recheck`
    case 'slot-missing':
      return `Still missing: ${slotNames[String(detail.slot)] ?? 'words'}. Nothing was changed.`
    case 'date-wrong':
      return 'The day on which it is to be carried out has passed. Please return it, and send it again with another.'
    case 'days-wrong':
      return `Please write 1 to ${detail.most ?? 30} days, such as: #123 extend 20 The survey is not back yet.`
    case 'proposal-waits':
      return `Something of ${number} waits for approval already. It has to be approved, returned, or taken back first: ${number} retract`
    case 'no-proposal':
      return `Nothing of ${number} waits for approval.`
    case 'own-proposal':
      return `You proposed this for ${number}, so a colleague has to approve it. To change it: ${number} retract`
    case 'not-the-approver':
      return `This one of ${number} is for ${detail.kind === 'extension' ? 'the head of the office' : 'a supervisor or director'} to approve.`
    case 'not-the-proposer':
      return `You did not propose this for ${number}; only who did can take it back. You can type: ${number} return and why`
    case 'no-approver':
      return detail.kind === 'extension'
        ? 'The head of the office has to approve this, and there is neither a director nor a supervisor. Please ask an administrator to invite one.'
        : 'A colleague has to approve this, and there is none. Please ask an administrator to invite one.'
    case 'extension-over':
      return `The period of ${number} does not run or is over, so it cannot be extended.`
    case 'extended-already':
      return `${number} was extended once, and cannot be again.`
    case 'not-the-unit':
      return `${number} was not handed to your unit; only the unit that got it can object.`
    case 'objection-over':
      return detail.dueOn
        ? `The time to object to ${number} ended on ${terms.date(String(detail.dueOn))}. You can still hand it over.`
        : `There is no transfer of ${number} to object to, or it was taken on. To pass it on: ${number} hand unit, reason`
    case 'no-hearing':
      return `No hearing is held on ${number}.`
    case 'hearing-open':
      return `A hearing is held on ${number} already. When it ends: ${number} hearing-end`
    case 'merge-refused':
      return `${number} cannot be merged so: ${mergeRefusals[String(detail.why)] ?? 'the two do not fit'}.`
    case 'reception-not-yours':
      return 'A supervisor, a director or an administrator changes reception days. Please ask one of them.'
    case 'reception-none':
      return 'This office has no reception days. The IT person adds them to the office file, in its section “reception”.'
    case 'reception-day-over':
      return `The reception day${detail.on ? ` of ${terms.date(String(detail.on))}` : ''} cannot be changed so: ${dayOver[String(detail.why)] ?? 'it is not the time'}.`
    case 'reception-date-wrong':
      return `${detail.on ? `Not on ${terms.date(String(detail.on))}` : 'The date is not right'}: ${dateWrong[String(detail.why)] ?? 'please choose another'}. Nothing was changed.`
    case 'reception-hours-wrong':
      return Number(detail.most) > 0
        ? `These hours hold ${detail.most} visits at most, and no more can be reserved than there are. Nothing was changed.`
        : 'Please write the hours from early to late, such as 08:30-11:30, with visits of 5 minutes at least. Nothing was changed.'
    case 'reception-seats-taken':
      return `${detail.count} of the visits that would go are taken: ${detail.times}. Please give those people another time first. Nothing was changed.`
    case 'reception-swap-refused':
      return 'Please name two different reception days with two different directors.'
    case 'day-not-found':
      return 'There is no such reception day.'
    case 'booking-not-found':
      return 'There is no such booking.'
    case 'too-many-people':
      return `At most ${detail.most ?? 5} may come about one matter. Please ask them to choose who speaks for the others.`
    case 'visit-not-there':
      return `The visit is “${visitStates[String(detail.state)] ?? detail.state}” now, which does not allow this.`
    case 'promise-not-found':
      return 'There is no such promise.'
    case 'preview-gone':
      return `That preview of ${number} has passed and was not sent. Please write it again.`
    default:
      return (
        policyErrorWords(code, detail) ??
        'That did not work, and nothing was changed. Please try again; if it fails again, tell the IT person.'
      )
  }
}

const dayOver: Record<string, string> = {
  past: 'it has passed',
  closed: 'it was called off',
  open: 'it was not called off',
  begun: 'visitors are being received; please give each of the others another day',
}

const dateWrong: Record<string, string> = {
  'no-date': 'please write it like 2026-12-18',
  same: 'it is that day already',
  past: 'please choose a date after today',
  far: 'that is too far ahead; please look at the year again',
  'rest-day': 'it is a rest day',
  taken: 'there is one on that date already',
}

const visitStates: Record<string, string> = {
  waiting: 'on the waiting list',
  offered: 'waiting for an answer',
  booked: 'booked',
  arrived: 'there',
  called: 'being received',
  seen: 'received',
  noShow: 'absent',
  cancelled: 'cancelled',
  expired: 'over',
}

const slotNames: Record<string, string> = {
  place: 'the place',
  text: 'facts and reasons',
  ground: 'the legal ground',
  remedy: 'what is done',
  remedyOn: 'by when it is carried out',
  reason: 'the reason',
}

const mergeRefusals: Record<string, string> = {
  same: 'it is one and the same',
  sealed: 'a confidential matter is never joined with another',
  kind: 'they are not of the same kind',
  state: 'both have to be open, and the main one accepted',
  merged: 'one of them is merged already; please name the first of them',
}

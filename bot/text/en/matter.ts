import type { MatterStep, MatterView, OwnRight, WentTo } from '../../../domain/matter-view.ts'
import type { Office } from '../../../domain/office.ts'
import { findRule } from '../../../domain/rules/rule-pack.ts'
import { channelName } from '../channel-names.ts'
import { categoryName, shorten, starLine, unitName } from '../names.ts'
import { organ } from './afterwards.ts'
import { channelNames } from './channel-names.ts'
import { lateWays, matterClockWords } from './late.ts'
import { outcomes } from './opinion.ts'
import { receptionDate } from './reception-days.ts'
import { terms } from './terms.ts'

/** A matter as its resident reads it: where it stands, what comes next, by whom and by when, and what happened so far. */
export function matterWords(view: MatterView, office: Office): string {
  return [
    `${view.number}  ${categoryName(office, view.category, 'en')}`,
    `Now: ${terms.state[view.state]}. In charge: ${inCharge(view, office)}`,
    ...view.clocks.map(matterClockWords),
    ...([...view.clocks, ...view.promises].some(({ daysLate }) => daysLate > 0) ? lateWays(office) : []),
    view.visit ? visitLine(view.visit) : '',
    ...view.promises.map((promise) => promiseLine(promise, office)),
    view.hearing ? 'A hearing is being held; this time does not count.' : '',
    view.remedyOn ? `By ${terms.date(view.remedyOn)}: what was promised is done by the ${inCharge(view, office)}` : '',
    view.may.confirm ? 'Next it is up to you: tap Settled if it is, Not settled if it is not.' : '',
    ...view.rights.map(rightLine),
    view.askDoneOn ? `After ${terms.date(view.askDoneOn)} we ask you once whether it was done.` : '',
    view.undoableUntil && view.may.undoWithdrawal ? `You can restore it until ${terms.date(view.undoableUntil)}.` : '',
    view.rating
      ? `Your rating: ${starLine(view.rating.stars)}${view.rating.text ? ` ${shorten(view.rating.text)}` : ''}`
      : '',
    'So far:',
    ...view.steps.map(stepLine),
  ]
    .filter(Boolean)
    .join('\n')
}

function inCharge({ kind, unit, state }: MatterView, office: Office): string {
  if (state === 'inReview') return organ(office, 'review')
  if (state === 'inRecheck') return organ(office, 'recheck')
  return kind === 'accusation' ? 'named people, in confidence' : unitName(office, unit, 'en')
}

function visitLine({ on, startsAt, state, waitingPlace }: NonNullable<MatterView['visit']>): string {
  if (state === 'waiting') return `Reception day: ${receptionDate(on)}, number ${waitingPlace ?? 0} on the waiting list`
  const time = `${receptionDate(on)}${startsAt ? `, ${startsAt}` : ''}`
  return `Reception day: ${time}${{ offered: ', waits for your answer', arrived: ', you are on the list', called: ', it is your turn' }[String(state)] ?? ''}`
}

function promiseLine(
  { text, unit, dueOn, provisional, daysLate, doneAt, confirmed }: MatterView['promises'][number],
  office: Office,
): string {
  const promised = `Promised to you: ${shorten(text, 200)} (${unitName(office, unit, 'en')})`
  if (doneAt !== null) return `${promised}, ${confirmed ? 'done, as you said' : 'done, as the office says'}`
  const late = daysLate > 0 ? `, ${daysLate} ${daysLate === 1 ? 'day' : 'days'} late` : ''
  return `${promised}, until ${terms.date(dueOn)}${provisional ? ' (for now)' : ''}${late}`
}

function rightLine({ stage, until, daysLeft = 0, rule: id, version }: OwnRight): string {
  const rule = findRule(id, version)
  const source = rule ? ` (${terms.cite(rule)})` : ''
  const name = stage === 'review' ? 'a review' : 'a second review'
  if (until === undefined) return `The review is late: you need not wait, and can ask for a second review now${source}.`
  if (daysLeft < 0) return `You can ask for ${name}: the last day was a rest day, so today is still in time${source}.`
  const left = daysLeft === 0 ? 'today is the last day' : `${daysLeft === 1 ? '1 day' : `${daysLeft} days`} left`
  return `You can ask for ${name} until ${terms.date(until)}, ${left}${source}.`
}

function stepLine(step: MatterStep): string {
  const { at, text, files } = step
  const attached = files ? `[${files === 1 ? '1 attachment' : `${files} attachments`}]` : ''
  const said = [text ? shorten(text, 200) : '', attached].filter(Boolean).join(' ')
  const more = moreOf(step).map((line) => `\n  ${line}`)
  return `· ${terms.moment(at)} ${nameOf(step)}${said ? `: ${said}` : ''}${more.join('')}`
}

function nameOf({ kind, detail = {} }: MatterStep): string {
  switch (kind) {
    case 'opinion':
      return `decision (${detail.outcome ? outcomes[detail.outcome] : ''})`
    case 'review-requested':
      if (detail.late) return 'the review was late, you asked for the second one'
      return detail.stage === 'review' ? 'you asked for a review' : 'you asked for a second review'
    case 'review-decided': {
      const stage = detail.stage === 'review' ? 'review' : 'second review'
      return `${stage} (${detail.upheld ? 'decision upheld' : 'decision changed'})`
    }
    case 'done-said':
      return detail.done ? 'you said it was done' : 'you said it was not done; opened again'
    case 'extended':
      return `${detail.days} more days`
    case 'visit-booked':
      return detail.startsAt ? 'reception day booked' : 'on the waiting list of a reception day'
    case 'promise-said':
      return detail.done ? 'you said that what was promised is done' : 'you said that what was promised is not done'
    case 'hearing-ended':
      return `hearing over, ${detail.days} days not counted`
    default:
      return terms.step[kind] ?? kind
  }
}

function moreOf({ kind, detail = {}, went }: MatterStep): string[] {
  const { ground, remedy, remedyOn, reason, dueOn, on, startsAt } = detail
  const lines = [
    ground ? `Ground: ${ground}` : '',
    remedy ? `Remedy: ${shorten(remedy, 200)}` : '',
    remedyOn ? `Carried out by ${terms.date(remedyOn)}` : '',
    reason ? `Reason: ${reason}` : '',
    kind === 'extended' && dueOn ? `The result for you by ${terms.date(dueOn)}` : '',
    kind === 'promised' && dueOn ? `Done by ${terms.date(dueOn)}` : '',
    on ? `Reception day: ${terms.date(on)}${startsAt ? `, ${startsAt}` : ''}` : '',
    went ? wentLine(went) : '',
  ]
  return lines.filter(Boolean)
}

function wentLine({ channel, at }: WentTo): string {
  const where = channelName(channelNames, channel)
  return at === null ? `Sent to ${where}, not opened yet` : `Arrived on ${where}, ${terms.moment(at)}`
}

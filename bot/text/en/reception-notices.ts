import type { Office } from '../../../domain/office.ts'
import type { BriefMatter, BriefStep, BriefVisit, PromiseFate } from '../../../domain/reception/brief-visits.ts'
import type { DayBrief, DayList, DirectorMissing } from '../../../domain/reception/briefs.ts'
import { bringList } from '../bring.ts'
import { categoryName, placeName, receptionPlace, unitName } from '../names.ts'
import type { ReceptionNoticeSentences } from '../reception-sentences.ts'
import type { Catalogue } from '../sentences.ts'
import { outcomes } from './opinion.ts'
import { receptionDate } from './reception-days.ts'
import { terms } from './terms.ts'

export const receptionNotices: Catalogue<ReceptionNoticeSentences> = {
  visitReminder: ({ on, startsAt, daysLeft, place, video, director, number, category, people, doorCode }, { office }) =>
    [
      `A reminder: your visit to the reception day is ${dayWord(daysLeft)}.`,
      `When: ${receptionDate(on)}${startsAt ? `, ${startsAt}` : ''}`,
      `Where: ${receptionPlace(office, place, 'en')}${video ? ' (by video too)' : ''}`,
      director ? `Received by: ${director}` : '',
      number ? `About: ${number}` : '',
      people > 1 ? `Coming together: ${people}` : '',
      `Code for the door: ${doorCode} (say it when you come)`,
      bringLine(office, category),
      'If you cannot come, tap Another time or Not coming, and the next in line has it.',
    ]
      .filter(Boolean)
      .join('\n'),
  waitReminder: ({ on, daysLeft, waitingPlace, place, doorCode }, { office }) =>
    [
      `A reminder: the reception day is ${dayWord(daysLeft)} (${receptionDate(on)}). You are number ${waitingPlace} on the waiting list.`,
      'When a seat becomes free it is yours, and you are told at once.',
      `Without one you can still just come, say the code ${doorCode} and wait in line; those with a seat go first.`,
      `Where: ${receptionPlace(office, place, 'en')}`,
    ].join('\n'),
  dayBrief: (day, { office }) =>
    [
      `${titleOf(day, office)}: how it stands`,
      ...faceLines(day, office),
      `Booked: ${day.booked}. Free: ${day.free}. Waiting: ${day.waiting}.`,
      day.topics.length > 0
        ? `About: ${day.topics.map(({ category, count }) => `${topicOf(office, category)} ${count}`).join(', ')}`
        : '',
      `All of it: ${day.page}`,
    ]
      .filter(Boolean)
      .join('\n'),
  dayList: (day, { office }) =>
    [
      `${titleOf(day, office)}: who comes${partOf(day)}`,
      ...(day.part === 1 ? faceLines(day, office) : []),
      ...day.lines.map((line) => listLine(line, office)),
      day.lines.length === 0 ? 'Nobody has booked.' : '',
      ...(day.part === day.parts ? listEnd(day) : []),
    ]
      .filter(Boolean)
      .join('\n'),
  directorBrief: (day, { office }) =>
    [
      `${titleOf(day, office)}: ${day.step === 'brief' ? 'whom you receive' : 'the final list'}${partOf(day)}, for you alone`,
      ...(day.part === 1 ? [...faceLines(day, office), `Booked: ${day.booked}. Waiting: ${day.waiting}.`] : []),
      ...day.visits.map((visit) => `· ${visitLines(visit, office)}`),
      day.part === day.parts ? swapWords(day.page) : '',
    ]
      .filter(Boolean)
      .join('\n'),
  directorMissing: (day, { office }) =>
    `${titleOf(day, office)}: there is nobody to send the brief to. ${missingWords(day)}\nYou can change it here: ${day.page}`,
  daySummary: ({ booked, came, absent, walkIns, notReached, promised, unwritten, page, ...day }, { office }) =>
    [
      `${titleOf(day, office)}: how it went`,
      `Booked: ${booked}; came of those: ${came}; did not come: ${absent}; came without a booking: ${walkIns}.`,
      notReached ? `Came and were not received: ${notReached}. They were asked to book the next one.` : '',
      `Promised on the spot: ${promised}.`,
      unwritten.length > 0
        ? `What came of it is not written down for ${unwritten.length}, queue numbers: ${unwritten.join(', ')}. Please do so here: ${page}`
        : 'What came of each visit is written down.',
    ]
      .filter(Boolean)
      .join('\n'),
}

function dayWord(daysLeft: number): string {
  return ['today', 'tomorrow'][daysLeft] ?? `in ${daysLeft} days`
}

function bringLine(office: Office, category: string | null): string {
  const things = bringList(office, category, 'en')
  return things.length > 0 ? `Please bring: ${things.join(', ')}. You can come without them too.` : ''
}

function titleOf({ kind, on, township }: Pick<DirectorMissing, 'kind' | 'on' | 'township'>, office: Office): string {
  return `${kind === 'tour' ? `Visit to ${placeName(office, township)}` : 'Reception day'}, ${receptionDate(on)}`
}

function partOf({ part, parts }: { part: number; parts: number }): string {
  return parts > 1 ? ` (${part}/${parts})` : ''
}

function faceLines(
  { hours, director, place, video, provisional }: Omit<DayBrief, 'free' | 'topics'>,
  office: Office,
): string[] {
  return [
    hours ? `Time: ${hours.join('–')}` : '',
    `Received by: ${director ?? 'not settled yet'}`,
    `Place: ${receptionPlace(office, place, 'en')}${video ? ' (by video too)' : ''}`,
    provisional ? 'The holidays of that year are not announced: the date may move.' : '',
  ].filter(Boolean)
}

function topicOf(office: Office, category: string | null): string {
  return category === null ? 'other' : categoryName(office, category, 'en')
}

function listLine({ startsAt, number, category, people, offered }: DayList['lines'][number], office: Office): string {
  return [
    startsAt,
    number ?? '',
    topicOf(office, category),
    people > 1 ? `(${people} people)` : '',
    offered ? '(has not answered yet)' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

function listEnd({ needs, waiting, unreminded, page }: DayList): string[] {
  const wanted = [
    needs.wheelchair ? `wheelchair ${needs.wheelchair}` : '',
    needs.dialect ? `dialect ${needs.dialect}` : '',
    needs.homeVisit ? `home visit ${needs.homeVisit}` : '',
    needs.other ? `other ${needs.other}` : '',
  ].filter(Boolean)
  return [
    wanted.length > 0 ? `To prepare: ${wanted.join(', ')}` : '',
    waiting ? `On the waiting list, who may just come: ${waiting}` : '',
    unreminded ? `Without an account, so please call them: ${unreminded}` : '',
    `Later changes, and the names: ${page}`,
  ].filter(Boolean)
}

function visitLines(
  { startsAt, people, offered, hidden, name, words, needs, matter }: BriefVisit,
  office: Office,
): string {
  const wanted = [
    needs.wheelchair ? 'wheelchair' : '',
    needs.dialect ? `dialect: ${needs.dialect}` : '',
    needs.homeVisit ? 'home visit' : '',
    needs.words ?? '',
  ].filter(Boolean)
  const who = hidden
    ? '(a matter not to be spoken of here)'
    : `${name ?? 'no name given'}${people > 1 ? `, ${people} people` : ''}`
  return [
    `${startsAt} ${who}${offered ? ' (has not answered yet)' : ''}`,
    wanted.length > 0 ? `Needs: ${wanted.join('; ')}` : '',
    words ? `Wants to say: ${words}` : '',
    ...(matter ? matterLines(matter, office) : []),
  ]
    .filter(Boolean)
    .join('\n')
}

function matterLines(matter: BriefMatter, office: Office): string[] {
  const { number, sealed, category, state, receivedOn, clocks, history, promises } = matter
  return [
    `${sealed ? '[confidential] ' : ''}${number} ${categoryName(office, category, 'en')} (${terms.state[state]}), received ${terms.date(receivedOn)}`,
    ...clocks.map(
      ({ rule, dueOn, daysLeft, provisional }) =>
        `Due: ${terms.duty[rule] ?? rule} ${terms.date(dueOn)}, ${terms.daysLeft(daysLeft)}${provisional ? ' (provisional)' : ''}`,
    ),
    history.length > 0 ? `So far: ${history.map((step) => `${stepWord(step)} ${terms.date(step.on)}`).join('; ')}` : '',
    ...promises.map(
      ({ text, unit, dueOn, fate }) =>
        `Promised: ${text} (${unitName(office, unit, 'en')}, by ${terms.date(dueOn)}: ${fates[fate]})`,
    ),
  ]
}

function stepWord({ what, outcome, upheld }: BriefStep): string {
  const changed = upheld === undefined ? '' : upheld ? ' (upheld)' : ' (changed)'
  return {
    replied: 'answered',
    opinion: `opinion${outcome ? ` (${outcomes[outcome]})` : ''}`,
    review: `review${changed}`,
    recheck: `second review${changed}`,
    carriedOut: 'carried out',
    closed: 'closed',
    visited: 'received in person',
  }[what]
}

const fates: Record<PromiseFate, string> = {
  open: 'under way',
  late: 'late',
  kept: 'said to be done',
  confirmed: 'done, says the visitor',
  unkept: 'not done, says the visitor',
}

function swapWords(page: string): string {
  return `If you cannot come, change days with another director: say “reception swap DATE OTHER-DATE REASON”, or open ${page}`
}

function missingWords({ why, director }: DirectorMissing): string {
  switch (why) {
    case 'nobody':
      return 'Nobody is named to receive on it. Change days with another director, or ask the administrator to name somebody in the office file.'
    case 'notStaff':
      return `${director ?? 'Whoever receives'} is not staff here yet. Ask the administrator to invite them under the same name with the role director, or let somebody else receive.`
    case 'role':
      return `${director ?? 'Whoever receives'} has a role that may not read who comes. Ask the administrator to make it director, or let somebody else receive.`
    case 'noAccount':
      return `${director ?? 'Whoever receives'} has no account here yet. Give them their one-time code, or let somebody else receive.`
  }
}

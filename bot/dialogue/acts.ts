import { setLanguage } from '../../domain/accounts.ts'
import { viewMatter } from '../../domain/matter-view.ts'
import { confirmMatter, listMatters, resetQueryCode } from '../../domain/matters.ts'
import { countSealedElsewhere } from '../../domain/ownership.ts'
import { mayAskForRating } from '../../domain/ratings.ts'
import { withdrawalDays } from '../../domain/rules/moves.ts'
import { numberOf } from '../../domain/tickets.ts'
import { undoableUntil, undoWithdrawal, withdrawTicket } from '../../domain/withdrawals.ts'
import type { Say } from '../text/sentences.ts'
import { say } from '../text/sentences.ts'
import { add, reopen } from './add.ts'
import { bookingAct, reception } from './book-acts.ts'
import { doneNo, doneStop, doneYes } from './done.ts'
import { beginFlow } from './flow.ts'
import { joinAct, unjoinAct } from './join-acts.ts'
import { askForNotices } from './notices.ts'
import { type Act, type ActResult, splitOnce, withMatter } from './own-matter.ts'
import { rateAct, rateWordsAct } from './rating.ts'
import { question, report } from './report.ts'
import { requestAct } from './review-request.ts'
import { ownMatter, saveDates } from './save-dates.ts'
import { track } from './track.ts'
import type { Turn } from './turn.ts'
import { ownVisits, visitLines } from './visits.ts'

/** What can be tapped outside a form, by the first part of its value. */
const acts: Record<string, Act> = {
  menu: async () => ({ says: [say('menu', { hello: false })] }),
  help: async () => ({ says: [say('help', {})] }),
  back: async () => ({ says: [say('menu', { hello: false })] }),
  cancel: async () => ({ says: [say('menu', { hello: false })] }),
  report: (turn) => beginFlow(report, { words: [] }, turn),
  question: (turn) => beginFlow(question, { words: [] }, turn),
  track: (turn) => beginFlow(track, {}, turn),
  join: joinAct,
  unjoin: unjoinAct,
  mine: async (turn) => {
    const count = await countSealedElsewhere(turn.work, turn.account)
    return { says: [...(count > 0 ? [say('sealedElsewhere', { count })] : []), await mine(turn)] }
  },
  reception,
  bk: bookingAct,
  language: async (turn, language) => {
    const other = turn.account.language === 'en' ? 'zh' : 'en'
    const chosen = language === 'en' || language === 'zh' ? language : other
    await setLanguage(turn.work, turn.account.id, chosen)
    turn.account.language = chosen
    return { says: [say('languageSet', {})] }
  },
  notices: askForNotices,
  matter: withMatter(async (turn, ticket) => ({
    says: [ownMatter(turn, await viewMatter(turn.work, ticket, turn.account))],
  })),
  calendar: saveDates,
  add: withMatter((turn, ticket) => beginFlow(add, { ticketId: ticket.id, words: [] }, turn)),
  reopen: withMatter((turn, ticket) => beginFlow(reopen, { ticketId: ticket.id, words: [] }, turn)),
  confirm: withMatter(async ({ work }, ticket) => {
    await confirmMatter(work, ticket.id)
    const asksRating = await mayAskForRating(work, ticket)
    return { says: [say('confirmed', { number: numberOf(ticket), ticketId: ticket.id, asksRating })] }
  }),
  review: requestAct('review'),
  recheck: requestAct('recheck'),
  rate: rateAct,
  rateWords: rateWordsAct,
  doneYes,
  doneNo,
  doneStop,
  withdraw: withMatter(async (_, ticket) => ({
    says: [say('withdrawConfirm', { ticketId: ticket.id, number: numberOf(ticket), days: withdrawalDays })],
  })),
  withdrawYes: withMatter(async ({ work }, ticket) => {
    const until = undoableUntil(work.at)
    await withdrawTicket(work, ticket.id)
    return { says: [say('withdrawn', { ticketId: ticket.id, number: numberOf(ticket), until })] }
  }),
  undo: withMatter(async ({ work }, ticket) => {
    await undoWithdrawal(work, ticket.id)
    return { says: [say('withdrawalUndone', { number: numberOf(ticket) })] }
  }),
  code: withMatter(async (turn, ticket) => {
    const { work, account } = turn
    const view = await viewMatter(work, ticket, account)
    if (!view.may.resetCode) return { says: [ownMatter(turn, view)] }
    const { code } = await resetQueryCode(work, ticket.id, account)
    // The menu is said apart: what holds the code is never asked again, nor kept as the open question.
    return { says: [say('codeReset', { number: numberOf(ticket), code }), say('menu', { hello: false })] }
  }),
}

/** The act a value stands for, if it stands for one. */
export function findAct(value: string): ((turn: Turn) => Promise<ActResult>) | undefined {
  const [name = '', argument = ''] = splitOnce(value)
  const act = Object.hasOwn(acts, name) ? acts[name] : undefined
  return act && ((turn) => act(turn, argument))
}

async function mine(turn: Turn): Promise<Say> {
  const tickets = await listMatters(turn.work, turn.account)
  if (tickets.length === 0) return (await ownVisits(turn)) ?? say('noMatters', {})
  const visits = await visitLines(turn)
  return say('matters', {
    ...(visits.length > 0 && { visits }),
    matters: tickets.map((ticket) => ({
      ticketId: ticket.id,
      number: numberOf(ticket),
      state: ticket.state,
      category: ticket.category,
    })),
  })
}

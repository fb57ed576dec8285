import { setLanguage } from '../../domain/accounts.ts'
import { confirmMatter, findMatter, listMatters, resetQueryCode, viewMatter } from '../../domain/matters.ts'
import { withdrawalDays } from '../../domain/rules/moves.ts'
import { numberOf } from '../../domain/tickets.ts'
import { undoableUntil, undoWithdrawal, withdrawTicket } from '../../domain/withdrawals.ts'
import type { Ticket } from '../../prisma/generated/client.ts'
import type { Say } from '../text/sentences.ts'
import { say } from '../text/sentences.ts'
import { add, reopen } from './add.ts'
import { beginFlow } from './flow.ts'
import { question, report } from './report.ts'
import { track } from './track.ts'
import type { OpenFlow, Turn } from './turn.ts'

/** What an act leads to: something said, and perhaps a form begun. */
export interface ActResult {
  flow?: OpenFlow | undefined
  says: Say[]
}

type Act = (turn: Turn, argument: string) => Promise<ActResult>

/** What can be tapped outside a form, by the first part of its value. */
const acts: Record<string, Act> = {
  menu: async () => ({ says: [say('menu', { hello: false })] }),
  back: async () => ({ says: [say('menu', { hello: false })] }),
  cancel: async () => ({ says: [say('menu', { hello: false })] }),
  report: (turn) => beginFlow(report, { words: [] }, turn),
  question: (turn) => beginFlow(question, { words: [] }, turn),
  track: (turn) => beginFlow(track, {}, turn),
  mine: async (turn) => ({ says: [await mine(turn)] }),
  language: async (turn, language) => {
    const other = turn.account.language === 'en' ? 'zh' : 'en'
    const chosen = language === 'en' || language === 'zh' ? language : other
    await setLanguage(turn.work, turn.account.id, chosen)
    turn.account.language = chosen
    return { says: [say('languageSet', {})] }
  },
  matter: withMatter(async ({ work, account }, ticket) => ({
    says: [say('matter', { view: await viewMatter(work, ticket, account) })],
  })),
  add: withMatter((turn, ticket) => beginFlow(add, { ticketId: ticket.id, words: [] }, turn)),
  reopen: withMatter((turn, ticket) => beginFlow(reopen, { ticketId: ticket.id, words: [] }, turn)),
  confirm: withMatter(async ({ work }, ticket) => {
    await confirmMatter(work, ticket.id)
    return { says: [say('confirmed', { number: numberOf(ticket) })] }
  }),
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
  code: withMatter(async ({ work }, ticket) => {
    const { code } = await resetQueryCode(work, ticket.id)
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

async function mine({ work, account }: Turn): Promise<Say> {
  const tickets = await listMatters(work, account)
  if (tickets.length === 0) return say('noMatters', {})
  return say('matters', {
    matters: tickets.map((ticket) => ({
      ticketId: ticket.id,
      number: numberOf(ticket),
      state: ticket.state,
      category: ticket.category,
    })),
  })
}

/** An act on a matter of the person's own. Somebody else's is answered just as one that is not there. */
function withMatter(act: (turn: Turn, ticket: Ticket) => Promise<ActResult>): Act {
  return async (turn, ticketId) => {
    const ticket = isId(ticketId) ? await findMatter(turn.work, turn.account, ticketId) : undefined
    return ticket ? act(turn, ticket) : { says: [say('matterGone', {})] }
  }
}

function splitOnce(value: string): [string, string] {
  const at = value.indexOf(':')
  return at === -1 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)]
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
}

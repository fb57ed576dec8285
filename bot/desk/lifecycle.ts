import { approveProposal, returnProposal, takeBackProposal } from '../../domain/approvals.ts'
import { carryOut } from '../../domain/carrying-out.ts'
import { DomainError } from '../../domain/errors.ts'
import { askExtension } from '../../domain/extensions.ts'
import { endHearing, holdHearing } from '../../domain/hearings.ts'
import { mergeTicket } from '../../domain/merges.ts'
import { numberOf } from '../../domain/tickets.ts'
import { objectToTransfer } from '../../domain/transfers.ts'
import type { DeskAct } from '../text/desk-acts.ts'
import { say } from '../text/sentences.ts'
import { findNumber } from './find-number.ts'
import { fillForm } from './forms.ts'
import type { ActOutcome, DeskTurn } from './turn.ts'

/** The acts by which the law's road is gone: opinion, approval, more time, objection, review, carrying out. */
export type LifecycleAct = Extract<
  DeskAct,
  | 'opinion'
  | 'approve'
  | 'sendBack'
  | 'takeBackProposal'
  | 'extend'
  | 'object'
  | 'review'
  | 'recheck'
  | 'hearingStart'
  | 'hearingEnd'
  | 'carryOut'
  | 'merge'
>

/** Does one of them on the ticket of that full number. Undefined when it needs words and has none. */
export async function goOnWith(
  turn: DeskTurn,
  act: LifecycleAct,
  number: string,
  rest: string,
): Promise<ActOutcome | undefined> {
  const { work, officer } = turn
  switch (act) {
    case 'opinion':
    case 'review':
    case 'recheck':
      return fillForm(turn, act, number, rest)
    case 'approve':
      // Words behind it may be a condition, which is not what one can approve.
      return rest ? { says: [say('actUnclear', { number })] } : approve(turn, number)
    case 'takeBackProposal':
      await takeBackProposal(work, officer, number)
      return done(act, number)
    case 'hearingStart':
      await holdHearing(work, officer, number)
      return done(act, number)
    case 'hearingEnd':
      await endHearing(work, officer, number)
      return done(act, number)
    default:
      return rest ? doWithWords(turn, act, number, rest) : undefined
  }
}

async function doWithWords(
  turn: DeskTurn,
  act: 'sendBack' | 'extend' | 'object' | 'carryOut' | 'merge',
  number: string,
  words: string,
): Promise<ActOutcome> {
  const { work, officer } = turn
  switch (act) {
    case 'sendBack':
      await returnProposal(work, officer, number, words)
      return done(act, number)
    case 'extend': {
      const { approvers } = await askExtension(work, officer, number, readExtension(words))
      return { says: [say('proposed', { number, what: 'extension', approvers })] }
    }
    case 'object':
      await objectToTransfer(work, officer, number, words)
      return done(act, number)
    case 'carryOut':
      await carryOut(work, officer, number, words)
      return done(act, number)
    case 'merge':
      return merge(turn, number, words)
  }
}

async function approve({ work, officer }: DeskTurn, number: string): Promise<ActOutcome> {
  const { kind, sendsAt, dueOn } = await approveProposal(work, officer, number)
  return {
    says: [
      say('approved', {
        number,
        what: kind,
        ...(sendsAt && { seconds: work.office.undoSeconds }),
        ...(dueOn !== undefined && { dueOn }),
      }),
    ],
  }
}

async function merge(turn: DeskTurn, number: string, words: string): Promise<ActOutcome> {
  const [, mainNumber = '', reason = ''] =
    /^[#＃]?\s*([\d０-９]+(?:\s*[-－—]\s*[\d０-９]+)?)号?[\s:：,，、]*(.*)$/su.exec(words) ?? []
  if (mainNumber === '') throw new DomainError('ticket-not-found', { number: words })
  const { main } = await mergeTicket(turn.work, turn.officer, number, await findNumber(turn, mainNumber), reason)
  return { says: [say('acted', { act: 'merge', number, detail: `#${numberOf(main)}` })] }
}

/** `20 要等鉴定结果`: how many days, and why. Days that cannot be read are none. */
function readExtension(words: string): { days: number; reason: string } {
  const [, days = '0', reason = ''] = /^([\d０-９]{1,3})\s*(?:天|日|days?)?[\s:：,，、]*(.*)$/isu.exec(words) ?? []
  return { days: Number(days.normalize('NFKC')), reason }
}

function done(act: LifecycleAct, number: string): ActOutcome {
  return { says: [say('acted', { act, number })] }
}

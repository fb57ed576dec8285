import type { Outcome } from '../../message.ts'
import { isBusy } from './trouble.ts'

/** Why something that was sent did not arrive, or may not have. */
export type Failure =
  /** WeCom said no: it was not done. */
  | { kind: 'answered'; code: number }
  /** It surely did not reach WeCom. */
  | { kind: 'unsent' }
  /** It may or may not have been done. */
  | { kind: 'unknown'; why: string }

/** What the SDK threw: WeCom's answer, or an error whose words tell how far it came. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Error) {
    // What WeCom says to a piece of a file the SDK puts into the words of an error.
    const code = Number(/"errcode":\s*(-?\d+)/.exec(error.message)?.[1] ?? 0)
    if (code !== 0) return { kind: 'answered', code }
    // The first pieces of a file may have been what the connection broke on.
    const isBegun = /^(?:Upload|Chunk \d+ upload) failed/.test(error.message)
    if (!isBegun && /unable to send|not connected|exceeds max size/i.test(error.message)) return { kind: 'unsent' }
    return { kind: 'unknown', why: /timeout/i.test(error.message) ? noAnswer : 'the connection broke' }
  }
  const { errcode } = (error ?? {}) as { errcode?: unknown }
  return typeof errcode === 'number' ? { kind: 'answered', code: errcode } : { kind: 'unknown', why: 'no answer' }
}

/** Words for it that hold no id and no words of anybody. */
export function describeFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'answered':
      return `WeCom: ${failure.code}`
    case 'unsent':
      return 'The connection to WeCom is gone'
    case 'unknown':
      return `WeCom: ${failure.why}`
  }
}

/** What surely changed nothing is tried again this soon, ms. */
export const soonMs = 2_000

/** A chat takes 30 messages a minute and 1000 an hour, and is asked again after so long, ms: https://developer.work.weixin.qq.com/document/path/101463 */
export const limitMs = 60_000

/**
 * What became of a send to a group or a person that failed. The codes: https://developer.work.weixin.qq.com/document/path/90313; of the robot's
 * own 93006 (WecomTeam/wecom-openclaw-plugin#142), 846607 and 846609 (NousResearch/hermes-agent#29667) as they were met.
 */
export function outcomeOf(failure: Failure, to: 'group' | 'person'): Exclude<Outcome, { kind: 'sent' }> {
  const reason = describeFailure(failure)
  if (failure.kind === 'unsent') return { kind: 'retry', afterMs: soonMs, reason }
  if (failure.kind === 'unknown') return { kind: 'uncertain', reason }
  const { code } = failure
  if (isOffLine(failure) || code === -1) return { kind: 'retry', afterMs: soonMs, reason }
  if (isBusy(code)) return { kind: 'retry', afterMs: limitMs, reason }
  // A person has no such chat until they have written to the robot.
  if (code === noSuchChat) return { kind: to === 'person' ? 'closed' : 'unreachable', reason }
  if (nobodyThere.has(code)) return { kind: 'unreachable', reason }
  return { kind: 'refused', reason }
}

const noSuchChat = 93006

/** No such person, or none that the robot may write to; no such group, or the robot is no part of it. */
const nobodyThere: ReadonlySet<number> = new Set([
  40003, 40031, 60011, 60111, 60020, 81013, 86001, 86003, 86004, 86008, 86216, 86224, 93008,
])

/** WeCom has forgotten that this connection is the robot's: only a new one helps. */
export function isOffLine(failure: Failure): boolean {
  return failure.kind === 'answered' && failure.code === 846609
}

/** WeCom said no to it for now: the connection has to be a new one, or it is too busy. */
export function isPassing(failure: Failure): boolean {
  return isOffLine(failure) || (failure.kind === 'answered' && isBusy(failure.code))
}

/** It was waited for in vain: the connection may be dead without anybody having noticed. */
export function isUnanswered(failure: Failure): boolean {
  return failure.kind === 'unknown' && failure.why === noAnswer
}

const noAnswer = 'no answer in time'

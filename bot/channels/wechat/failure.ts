import { TransportError } from '../transport.ts'

/** WeChat said no, by a number: nothing was done. */
export class WechatError extends Error {
  override name = 'WechatError'
  readonly errcode: number
  /** In WeChat's words. They may hold an address or an id: not for the log. */
  readonly errmsg: string
  constructor(errcode: number, errmsg: string) {
    super(`errcode ${errcode}`)
    this.errcode = errcode
    this.errmsg = errmsg
  }
}

/** No access token was to be had: what it was for has not been done. */
export class TokenError extends Error {
  override name = 'TokenError'
  readonly failure: Failure
  constructor(failure: Failure) {
    super(describeFailure(failure))
    this.failure = failure
  }
}

/** Something answered, but not WeChat: a proxy's page, as a rule. */
export class StrangeAnswerError extends Error {
  override name = 'StrangeAnswerError'
  readonly status: number
  constructor(status: number) {
    super(`HTTP ${status}`)
    this.status = status
  }
}

/** Why a call did not do what it should. */
export type Failure =
  /** WeChat said no: it was not done. */
  | { kind: 'answered'; errcode: number; errmsg: string }
  /** The same, already when the access token was asked for. */
  | { kind: 'tokenless'; errcode: number; errmsg: string }
  /** It surely did not reach WeChat. */
  | { kind: 'unsent'; why: string }
  /** It may or may not have been done. */
  | { kind: 'unknown'; why: string }

/** What a call of the API threw. */
export function failureOf(error: unknown): Failure {
  if (error instanceof WechatError) return { kind: 'answered', errcode: error.errcode, errmsg: error.errmsg }
  if (error instanceof TokenError) {
    const { failure } = error
    if (failure.kind === 'answered') return { ...failure, kind: 'tokenless' }
    return failure.kind === 'unknown' ? { kind: 'unsent', why: failure.why } : failure
  }
  if (error instanceof TransportError) return { kind: error.begun ? 'unknown' : 'unsent', why: error.message }
  if (error instanceof StrangeAnswerError) {
    // A gateway's 5xx may come after WeChat has done it; a redirect or a 4xx comes instead of WeChat.
    const isInstead = error.status >= 300 && error.status < 500
    return { kind: isInstead ? 'unsent' : 'unknown', why: error.message }
  }
  return { kind: 'unknown', why: error instanceof Error ? error.name : 'failed' }
}

/** The failure in words that hold no id, no words of anybody and no token. */
export function describeFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'answered':
      return `errcode ${failure.errcode}`
    case 'tokenless':
      return `errcode ${failure.errcode} instead of an access token`
    default:
      return failure.why
  }
}

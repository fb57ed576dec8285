import { LateError } from './pace.ts'

/** Why a call to the host failed. */
export type Failure =
  /** It never went out. */
  | { kind: 'unsent'; why: LinkFault }
  /** Nobody knows whether it was done. */
  | { kind: 'unknown'; why: 'no answer' | 'broken off' }
  /** The host says that it did not do it. */
  | { kind: 'answered'; why: 'logged out' | 'nobody' | 'refused' }

/** What can be wrong with the way to the host. */
export type LinkFault = 'unreachable' | 'certificate' | 'token' | 'busy'

/** Sorts what a puppet threw: an error of gRPC, or one of the puppet's own. */
export function failureOf(error: unknown): Failure {
  if (error instanceof LateError) return { kind: 'unknown', why: 'no answer' }
  const { code, details } = partsOf(error)
  // Node's own, such as ECONNRESET: something on the way between us and whoever has it.
  if (typeof code === 'string') return { kind: 'unknown', why: 'broken off' }
  // https://grpc.github.io/grpc/core/md_doc_statuscodes.html
  switch (code) {
    case 1:
      return { kind: 'unknown', why: 'broken off' }
    case 4:
      return { kind: 'unknown', why: 'no answer' }
    case 6:
      return { kind: 'unsent', why: 'busy' }
    case 14: {
      if (certificateFault.test(details)) return { kind: 'unsent', why: 'certificate' }
      return neverSent.test(details) ? { kind: 'unsent', why: 'unreachable' } : { kind: 'unknown', why: 'broken off' }
    }
    case 16:
      return { kind: 'unsent', why: 'token' }
  }
  if (withoutClient.test(details)) return { kind: 'unsent', why: 'unreachable' }
  if (/RST_STREAM|stream terminated|Call ended without/i.test(details)) return { kind: 'unknown', why: 'broken off' }
  if (loggedOut.test(details)) return { kind: 'answered', why: 'logged out' }
  return { kind: 'answered', why: nobody.test(details) && !ofFiles.test(details) ? 'nobody' : 'refused' }
}

/** Asked again it would be the same. */
export function isFinal(failure: Failure): boolean {
  return failure.kind === 'answered' && failure.why !== 'logged out'
}

/** What a failed start or a broken stream tells about the way to the host. */
export function linkFaultOf(error: unknown): LinkFault {
  const failure = failureOf(error)
  return failure.kind === 'unsent' ? failure.why : 'unreachable'
}

const neverSent = /No connection established|Name resolution failed|No addresses|ECONNREFUSED/i
const certificateFault = /certificate|altnames|self.signed|UNABLE_TO_VERIFY|issuer|wrong version number|SSL routines/i
/** The library's own words when it was called between two connections. */
const withoutClient = /^(NO CLIENT|no grpc manager)$/
const loggedOut = /not log(?:ged)?[ -]?(?:in|on)\b|not login|no this\.__currentUserId|logged out|未登录|已退出/i
const nobody =
  /not exist|not found|no such|no payload|unknown (?:contact|room|conversation)|not (?:a |your )?friend|blocked|不是.{0,8}好友|已被.{0,8}拒收|not (?:a member|in the room)/i

/** What is missing over there is no person. Looked for in the first line: those of a stack name files too. */
const ofFiles = /^[^\n]*(?:\bENO[A-Z]+\b|\b(?:file|directory)\b)/

/** Whether the host itself said it, and not something of ours on the way to it. */
export function isAnswer(error: unknown): boolean {
  return typeof partsOf(error).code === 'number'
}

function partsOf(error: unknown): { code?: number | string; details: string } {
  if (typeof error !== 'object' || error === null) return { details: String(error) }
  const isCode = 'code' in error && (typeof error.code === 'number' || typeof error.code === 'string')
  const code = isCode ? { code: error.code as number | string } : {}
  if ('details' in error && typeof error.details === 'string' && error.details !== '') {
    return { ...code, details: error.details }
  }
  return { ...code, details: error instanceof Error ? error.message : '' }
}

/** For the log and the outcome: nothing of what the host said, for that may name people. */
export function describeFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'unsent':
      return `It could not be handed to the puppet service (${failure.why})`
    case 'unknown':
      return `The puppet service gave no answer (${failure.why})`
    case 'answered':
      return answers[failure.why]
  }
}

const answers = {
  'logged out': 'WeChat is not logged in',
  nobody: 'WeChat does not know this account or group, or it does not let us write',
  refused: 'The puppet service refused it',
}

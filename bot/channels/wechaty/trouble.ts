import type { Trouble } from '../troubles.ts'
import type { LinkFault } from './failure.ts'

/** Why a bot came to its end. */
export type Ending = LinkFault | 'silent' | 'logged out' | 'no login' | 'missing'

export function isLinkFault(text: string | undefined): text is LinkFault {
  return text === 'unreachable' || text === 'certificate' || text === 'token' || text === 'busy'
}

/** What that means for the operator. */
export function troubleOf(ending: Ending): Trouble {
  return troubles[ending]
}

/** Trying again soon is in vain until somebody has mended it. */
export function needsMending(ending: Ending): boolean {
  return troubles[ending].state === 'failed'
}

const troubles: Record<Ending, Trouble> = {
  unreachable: {
    state: 'degraded',
    note: 'The puppet service cannot be reached: look whether it runs, at the network, and at WECHATY_ENDPOINT.',
  },
  certificate: {
    state: 'failed',
    note: 'The certificate of the puppet service is not trusted: WECHATY_CA is the file of whoever signed it, WECHATY_SERVER_NAME the name on it. The one that comes with wechaty is refused, for its key is known to everybody.',
  },
  token: {
    state: 'failed',
    note: 'The puppet service does not accept WECHATY_TOKEN: it has to be the token that the service was started with.',
  },
  busy: {
    state: 'degraded',
    note: 'Another process listens at the puppet service with WECHATY_TOKEN: stop it, or give it a service of its own.',
  },
  silent: {
    state: 'degraded',
    note: 'The puppet service gives no sign of life; the connection is made anew. Look at its log, and whether another process uses WECHATY_TOKEN.',
  },
  'logged out': {
    state: 'degraded',
    note: 'WeChat has logged the account out; it is tried to have it back. If it asks for a scan, our output shows the code.',
  },
  'no login': {
    state: 'degraded',
    note: 'WeChat is not logged in at the puppet service: look at the log of the service, and scan the code that our output shows.',
  },
  missing: {
    state: 'failed',
    note: 'The packages for wechaty cannot be loaded: run npm ci, or take WECHATY_ENDPOINT away.',
  },
}

import { linkFaultOf } from './failure.ts'
import type { Friends } from './friends.ts'
import type { Health } from './health.ts'
import type { Intake } from './intake.ts'
import { listen } from './listen.ts'
import { type Pace, within } from './pace.ts'
import type { Presence } from './presence.ts'
import type { ShowCode } from './scan.ts'
import type { Puppet, WechatySettings } from './settings.ts'
import { type Ending, isLinkFault } from './trouble.ts'

export interface SessionParts extends Pick<WechatySettings, 'openPuppet' | 'log'> {
  pace: Pace
  health: Health
  presence: Presence
  intake: Intake
  friends: Friends
  /** WeChat asks for a scan. */
  showCode: ShowCode
}

/** How it ended, and whether the account was there for a while before: then the next try is a first one. */
export interface SessionEnd {
  why: Ending
  wasSteady: boolean
}

/**
 * Builds a bot and keeps it until it is of no more use: the host is silent or out of reach, or WeChat has logged the
 * account out. It is closed when this returns. Undefined when the signal aborted.
 */
export async function runSession(parts: SessionParts, signal: AbortSignal): Promise<SessionEnd | undefined> {
  const { openPuppet, pace, health, presence, intake, friends, showCode, log } = parts
  let puppet: Puppet
  try {
    puppet = await openPuppet()
  } catch (err) {
    log.error({ channel: 'wechaty', err }, 'What speaks to the puppet service could not be opened')
    return { why: 'missing', wasSteady: false }
  }

  let end: (why?: Ending) => void = () => {}
  const ended = new Promise<Ending | undefined>((resolve) => {
    end = resolve
  })
  const stop = () => end()
  signal.addEventListener('abort', stop)
  if (signal.aborted) end()

  let [answered, unanswered] = [0, 0]
  let dings: NodeJS.Timeout | undefined
  let login: NodeJS.Timeout | undefined
  let isOver = false

  function awaitLogin(): void {
    clearTimeout(login)
    login = setTimeout(end, pace.loginMs, 'no login')
  }

  function up(self: string): void {
    clearTimeout(login)
    health.well('login')
    presence.up({ puppet, self })
  }

  function ding(): void {
    if (unanswered++ >= pace.mostUnanswered) end('silent')
    else {
      try {
        puppet.ding('')
      } catch {
        // Then it stays without an answer.
      }
    }
  }

  const deafen = listen(
    puppet,
    {
      sign() {
        unanswered = 0
        health.well('link')
        if (presence.current()) answered++
        presence.sign()
      },
      login: ({ contactId }) => up(contactId),
      logout: () => end('logged out'),
      scan({ qrcode, status }) {
        if (presence.current()) return
        awaitLogin()
        showCode(qrcode, status)
      },
      reset: ({ data }) => end(isLinkFault(data) ? data : 'unreachable'),
      error: () => health.failed(),
      message: ({ messageId }) => intake.message(messageId),
      'room-join': (change) => intake.roomChange('joined', change.inviteeIdList, change.inviterId, change),
      'room-leave': (change) => intake.roomChange('left', change.removeeIdList, change.removerId, change),
      'room-invite': ({ roomInvitationId }) => friends.invited(roomInvitationId),
      friendship: ({ friendshipId }) => friends.asked(friendshipId),
    },
    log,
  )

  awaitLogin()
  within(pace.startMs, puppet.start()).then(
    () => {
      if (isOver) return
      dings = setInterval(ding, pace.dingMs)
      if (puppet.isLoggedIn) up(puppet.currentUserId)
    },
    (error) => end(linkFaultOf(error)),
  )

  const why = await ended
  isOver = true
  signal.removeEventListener('abort', stop)
  deafen()
  clearTimeout(login)
  clearInterval(dings)
  presence.down()
  // Of one that does not let itself be closed nobody hears any more.
  await within(signal.aborted ? pace.lastCloseMs : pace.closeMs, puppet.stop()).catch(() => {})
  return why && { why, wasSteady: answered > pace.mostUnanswered }
}

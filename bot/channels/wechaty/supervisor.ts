import { backoffMs } from '../backoff.ts'
import { pause } from '../pause.ts'
import { runSession, type SessionParts } from './session.ts'
import type { WechatySettings } from './settings.ts'
import { needsMending, troubleOf } from './trouble.ts'

/**
 * Has a bot as long as the signal does not abort: when one comes to its end the next is built, after a wait that grows
 * with each failure. The library itself tries no more once the host could not be reached.
 */
export async function supervise(
  parts: SessionParts & Pick<WechatySettings, 'chance'>,
  signal: AbortSignal,
): Promise<void> {
  const { pace, health, chance } = parts
  for (let failures = 0; !signal.aborted; ) {
    const end = await runSession(parts, signal)
    if (!end || signal.aborted) return
    failures = end.wasSteady ? 1 : failures + 1
    health.trouble(end.why === 'logged out' || end.why === 'no login' ? 'login' : 'link', troubleOf(end.why))
    health.rebuilt()
    await pause(needsMending(end.why) ? pace.wrongMs : backoffMs(pace, failures, chance()), signal)
  }
}

import type { ChannelFinding } from '../../message.ts'
import { holdConnection } from './connection.ts'
import { usualPace } from './pace.ts'
import type { WecomSettings } from './settings.ts'
import { troubleOf } from './trouble.ts'

/** A server that keeps the robot's connection. */
export interface Keeper {
  /** When WeCom answered it last; absent: never. */
  aliveAt?: Date
}

/** A connection that stands is noted about every ten seconds; beyond this it does not, ms. */
const silentMs = 60_000

/**
 * Tries the robot's credentials, by connecting. WeCom allows a robot one connection and ends the older one, so while a
 * server keeps one (`keeper`), what it tells of itself counts, and nothing is tried.
 */
export async function checkWecom(
  settings: Pick<WecomSettings, 'botId' | 'secret' | 'wsUrl'>,
  keeper: Keeper | undefined,
  at: Date,
): Promise<ChannelFinding[]> {
  if (keeper) return [findingOf(keeper, at)]
  const reached = new AbortController()
  let isLetIn = false
  const ended = await holdConnection(
    {
      settings,
      pace: usualPace,
      onReady() {
        isLetIn = true
        reached.abort()
      },
      onPush() {},
      onHeard() {},
    },
    reached.signal,
  )
  if (isLetIn) return [{ verdict: 'well', note: 'WeCom lets the robot in (WECOM_BOT_ID, WECOM_BOT_SECRET).' }]
  const note =
    ended.kind === 'gone'
      ? `WeCom cannot be reached (${ended.why}): look at the network, and at WECOM_WS_URL when it is set.`
      : (troubleOf(ended)?.note ?? 'WeCom gave no answer.')
  return [{ verdict: 'wrong', note }]
}

function findingOf({ aliveAt }: Keeper, at: Date): ChannelFinding {
  if (aliveAt && at.getTime() - aliveAt.getTime() < silentMs) {
    return { verdict: 'well', note: 'A running server keeps the connection of the robot, and it stands.' }
  }
  return {
    verdict: 'wrong',
    note: 'A running server has the robot to itself, but no connection: its log says why. To try the credentials from here, stop it first.',
  }
}

import type { Trouble } from '../troubles.ts'
import type { Ended } from './connection.ts'

/** What it means for the channel that a connection ended, and what mends it. Undefined when it was meant to. */
export function troubleOf(ended: Ended): Trouble | undefined {
  switch (ended.kind) {
    case 'stopped':
      return undefined
    case 'gone':
      return {
        state: 'degraded',
        note: `The connection to WeCom is gone (${ended.why}) and is made anew: look at the network, and at WECOM_WS_URL when it is set.`,
      }
    case 'kicked':
      return {
        state: 'degraded',
        note: 'Another process has connected as this robot: stop it, or give it a robot of its own (WECOM_BOT_ID).',
      }
    case 'refused':
      return isBusy(ended.code)
        ? { state: 'degraded', note: `WeCom lets nobody in just now (${ended.code}); it is tried again.` }
        : { state: 'failed', note: refusalOf(ended.code) }
  }
}

/** What WeCom refuses a connection for, by its code: 853000 and 93019 are told by WecomTeam/wecom-cli#12 and #15. */
function refusalOf(code: number): string {
  if (code === 93019) {
    return 'WeCom knows no such robot (93019): set WECOM_BOT_ID to the Bot ID that the page of the robot shows.'
  }
  const wrong = code === 853000 ? 'WeCom does not take the secret' : 'WeCom does not let the robot in'
  return `${wrong} (${code}): set WECOM_BOT_SECRET to the secret that the page of the robot shows under 长连接, and see that WECOM_BOT_ID is of the same robot.`
}

/** https://developer.work.weixin.qq.com/document/path/90313 */
export function isBusy(code: number): boolean {
  return [-1, 45009, 45033, 45047, 846607].includes(code)
}

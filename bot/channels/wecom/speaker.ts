import type { Target } from '../../message.ts'

/**
 * The account of somebody. One of another company (a group can have guests) bears its id too: the same user id there is
 * another person. https://developer.work.weixin.qq.com/document/path/101027
 */
export function accountOf({ userid, corpid }: { userid: string; corpid?: string | undefined }): string {
  // Neither id can hold a slash.
  return corpid ? `${corpid}/${userid}` : userid
}

/** What a message is sent to: a group, or one of our own people. Undefined for others, whom WeCom knows by no id of ours. */
export function chatOf(target: Target): string | undefined {
  if ('room' in target) return target.room
  return target.account.includes('/') ? undefined : target.account
}

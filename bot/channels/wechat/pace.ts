/** How long things wait, in milliseconds. */
export interface Pace {
  /** What a connection may take to be made, a call to be answered, a file to come, and a whole send with all its parts. */
  connectMs: number
  callMs: number
  downloadMs: number
  sendMs: number
  /** The wait before a part of a message is sent again, when WeChat or the way to it was busy. */
  soonMs: number
  /** How long sends under way may go on after the channel was stopped. */
  stopMs: number
  /** WeChat waits five seconds for the answer to a push, and brings it again. A little longer, and no answer reaches it. */
  pushMs: number
  /** Storing a push is tried again after this. */
  storeMs: number
  /** An access token is not relied on for this long before it runs out. */
  tokenMarginMs: number
  /** So much lies between two tokens taken by force, at least. https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken.html */
  forceMs: number
}

export const usualPace: Pace = {
  connectMs: 5_000,
  callMs: 20_000,
  downloadMs: 60_000,
  sendMs: 45_000,
  soonMs: 1_000,
  stopMs: 6_500,
  pushMs: 5_500,
  storeMs: 300,
  tokenMarginMs: 60_000,
  forceMs: 30_000,
}

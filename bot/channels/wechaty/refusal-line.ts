/**
 * Whether it is WeChat's line, in the talk with somebody and in their name, that our words do not arrive: they have taken
 * us off their friends, or shut us out. Nothing else may stand in it, for people quote such lines and ask about them.
 */
export function isRefusalLine(text: string): boolean {
  const line = text.replace(/<[^<>]*>/g, '').trim()
  return lines.some((told) => told.test(line))
}

const lines = [
  /^[^\n，,。！!？?；;：:]{0,40}开启了[朋好]友验证[，,]\s*你还不是(?:他|她|TA|他（她）|他\(她\))的?[朋好]友[。.]?(?:\s*请先发送[朋好]友验证请求[，,]\s*对方验证通过后[，,]\s*才能聊天[。.]?)?(?:\s*发送[朋好]友验证[。.]?)?$/i,
  /^消息已发出[，,]\s*但被对方拒收了[。.]?$/,
  /^[^\n.!?]{0,40}has enabled Friend Confirmation\b[^\n?]{0,200}$/i,
  /^The message was successfully sent,? but (?:was )?rejected by the (?:receiver|recipient)\.?$/i,
]

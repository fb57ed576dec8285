import type { WecomWords } from '../../channels/wecom/settings.ts'

export const wecom: WecomWords = {
  typeOneOf: (labels) => `按钮没有显示出来。引用卡片打字也一样（在群里要 @ 机器人）：${labels.join(' / ')}`,
  filesOnPage: (names, page) => `有 ${names.length} 个附件发不到企业微信，请到网页上看：${page}\n${names.join('\n')}`,
}

import type { ChannelNames } from '../channel-names.ts'

export const channelNames: ChannelNames = {
  web: '网页',
  terminal: '终端',
  telegram: 'Telegram',
  wechat: '微信公众号',
  wechaty: '微信',
  wecom: '企业微信',
  paper: '纸面',
}

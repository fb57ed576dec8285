import type { ChannelNames } from '../channel-names.ts'

export const channelNames: ChannelNames = {
  web: 'the web page',
  terminal: 'the terminal',
  telegram: 'Telegram',
  wechat: 'the WeChat Official Account',
  wechaty: 'WeChat',
  wecom: 'WeCom',
  paper: 'paper',
}

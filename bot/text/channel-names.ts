/** What people call the channels, by the name of each; the tables stand in zh/ and en/. */
export type ChannelNames = Readonly<
  Record<'web' | 'terminal' | 'telegram' | 'wechat' | 'wechaty' | 'wecom' | 'paper', string>
>

/** What people call a channel; one that has no name of its own is called as it calls itself. */
export function channelName(names: ChannelNames, channel: string): string {
  return isNamed(names, channel) ? names[channel] : channel
}

function isNamed(names: ChannelNames, channel: string): channel is keyof ChannelNames {
  return Object.hasOwn(names, channel)
}

import { createWecomChannel } from '../../../../bot/channels/wecom/channel.ts'
import { startWecom } from '../../../wecom/server.ts'
import { describeChannel } from '../contract.ts'
import { eventually, group, quick, spoken, zhang } from './open.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }

describeChannel('wecom', async (host) => {
  const wecom = await startWecom()
  const { botId, secret, wsUrl } = wecom
  const readFile = async () => undefined
  const settings = { botId, secret, wsUrl, ...spoken, log: quiet, now: () => new Date(), readFile }
  const channel = createWecomChannel(settings, quick)
  await channel.start(host)
  await eventually(() => channel.sends?.() === true, 'the channel is on line')
  wecom.knows(zhang.userid, group)
  return {
    channel,
    account: zhang.userid,
    room: group,
    gone: 'd2b1a5ce-0000-4000-8000-000000000000',
    says: (text) => wecom.says(zhang, text),
    screen: (target) =>
      wecom
        .screen('room' in target ? target.room : target.account)
        .map(({ text, buttons }) => [text, ...buttons.map((button) => button.text)].join('\n')),
    close: wecom.close,
  }
})

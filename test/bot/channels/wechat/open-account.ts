import { createBot } from '../../../../bot/bot.ts'
import { usualPace } from '../../../../bot/channels/wechat/pace.ts'
import type { WechatSettings } from '../../../../bot/channels/wechat/settings.ts'
import type { ChannelHost } from '../../../../bot/message.ts'
import type { Context } from '../../../../domain/context.ts'
import { createLog } from '../../../../domain/log.ts'
import { exampleOffice } from '../../../context.ts'
import { embeddedDatabase, testContext } from '../../../embedded.ts'
import { openOffice } from '../../../small-office.ts'
import { aesKey, openBench, templates } from './open.ts'

/** An office with its database, and instances of the program on it, behind the same account; one runs from the start. */
export async function openAccount() {
  const bench = await openBench({ aesKey, pushMs: 5000 })
  const { clock } = bench
  const now = () => new Date(clock.now)
  const context: Context = {
    ...(await testContext()),
    office: async () => ({ ...exampleOffice(), notices: { wechat: templates as never } }),
  }
  await openOffice(context, now())
  const database = await embeddedDatabase()
  const log = createLog('silent')

  /** `settings`, and `hosted` that changes what the channel is handed, are for what happens in the middle of a send. */
  async function instance(
    settings: Partial<WechatSettings> = {},
    hosted: (host: ChannelHost) => ChannelHost = (host) => host,
  ) {
    const made = await bench.instance({ stays: true, pace: usualPace, settings })
    const bot = createBot(context, database, log, { channels: [made.channel], owner: made.channel.name, now })
    const host = bot.host('wechat')
    await made.channel.start(hosted(host))
    return { ...made, bot, host }
  }
  const one = await instance()
  const settle = () => one.bot.settle(now())
  return { ...bench, context, log, now, one, instance, settle }
}

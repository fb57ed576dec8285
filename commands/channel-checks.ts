import type { ChannelFinding } from '../bot/message.ts'
import type { TelegramConfig, WechatConfig, WechatyConfig, WecomConfig } from '../config.ts'
import { findHeldLease } from '../domain/leases.ts'
import type { Deps } from './operator-command.ts'

/** How a channel is tried. */
export interface ChannelCheck {
  name: string
  /** The variable that sets the channel up. */
  variable: string
  /** Tries its credentials. Undefined when it is not set up. */
  run(deps: Deps): Promise<ChannelFinding[]> | undefined
}

/** What speaks to a platform is loaded when it is tried: other commands have no use for it. */
export const channelChecks: readonly ChannelCheck[] = [
  {
    name: 'telegram',
    variable: 'TELEGRAM_TOKEN',
    run: ({ config: { telegram }, now }) => telegram && checkBot(telegram, now()),
  },
  {
    name: 'wechat',
    variable: 'WECHAT_APP_ID',
    run: (deps) => deps.config.wechat && checkAccount(deps, deps.config.wechat),
  },
  {
    name: 'wechaty',
    variable: 'WECHATY_ENDPOINT',
    run: ({ config: { wechaty } }) => wechaty && checkPuppet(wechaty),
  },
  {
    name: 'wecom',
    variable: 'WECOM_BOT_ID',
    run: (deps) => deps.config.wecom && checkRobot(deps, deps.config.wecom),
  },
]

async function checkBot(telegram: TelegramConfig, at: Date): Promise<ChannelFinding[]> {
  const { checkTelegram } = await import('../bot/channels/telegram/check.ts')
  return checkTelegram(telegram, at)
}

async function checkAccount({ context, now }: Deps, wechat: WechatConfig): Promise<ChannelFinding[]> {
  const { checkWechat } = await import('../bot/channels/wechat/check.ts')
  return checkWechat({ ...wechat, now, notices: async () => (await context.office()).notices?.wechat ?? {} })
}

async function checkPuppet(wechaty: WechatyConfig): Promise<ChannelFinding[]> {
  const { checkWechaty } = await import('../bot/channels/wechaty/check.ts')
  return checkWechaty(wechaty)
}

async function checkRobot({ context, now }: Deps, wecom: WecomConfig): Promise<ChannelFinding[]> {
  const { checkWecom } = await import('../bot/channels/wecom/check.ts')
  const lease = await findHeldLease(context, 'wecom', now())
  const keeper = lease && { ...(lease.aliveAt && { aliveAt: lease.aliveAt }) }
  return checkWecom(wecom, keeper, now())
}

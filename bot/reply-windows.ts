import type { Context } from '../domain/context.ts'
import { endNoticeConsent, giveNoticeBack, keepNoticeConsent, spendNotice } from '../domain/notice-consents.ts'
import { closeWindows, giveBackToWindow, openWindow, spendWindow } from '../domain/reply-windows.ts'
import type { ReplyWindows } from './message.ts'

/** What a channel counts by that may not say everything at any time. */
export function windowsOf(context: Context, channel: string, now: () => Date): ReplyWindows {
  return {
    open: (account, window, at) => openWindow(context, channel, account, window, at),
    spend: (account, count) => spendWindow(context, channel, account, count, now()),
    giveBack: (account, spent, count) => giveBackToWindow(context, channel, account, spent, count),
    close: (account, spent) => closeWindows(context, channel, account, spent),
    agree: (account, notice) => keepNoticeConsent(context, channel, account, notice, now()),
    disagree: (account, template, told) => endNoticeConsent(context, channel, account, template, told),
    spendNotice: (account, template) => spendNotice(context, channel, account, template),
    giveNoticeBack: (account, template) => giveNoticeBack(context, channel, account, template),
  }
}

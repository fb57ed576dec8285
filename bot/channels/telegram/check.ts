import type { Api } from 'grammy'
import type { UserFromGetMe, WebhookInfo } from 'grammy/types'
import type { ChannelFinding } from '../../message.ts'
import { createTransport } from '../transport.ts'
import { createApi } from './api.ts'
import { ask } from './ask.ts'
import { usualPace } from './pace.ts'
import type { TelegramSettings } from './settings.ts'
import { troubleOf } from './trouble.ts'

/** A try takes no longer, ms. */
const mostMs = 10_000

/**
 * Tries the token, and how updates come in, as of `at`. Changes nothing there, and disturbs nobody who asks for updates.
 */
export async function checkTelegram(
  { token, apiRoot, webhook }: Pick<TelegramSettings, 'token' | 'apiRoot' | 'webhook'>,
  at: Date,
): Promise<ChannelFinding[]> {
  const transport = createTransport(mostMs)
  const api = createApi(token, apiRoot, transport, { ...usualPace, callMs: mostMs })
  try {
    const me = await call((cut) => api.getMe(cut))
    if (!me.ok) return [{ verdict: 'wrong', note: troubleOf(me.failure).note }]
    const hook = await call((cut) => api.getWebhookInfo(cut))
    const intake = hook.ok ? intakeOf(hook.result, webhook?.url, at) : [wrong(troubleOf(hook.failure).note)]
    return [{ verdict: 'well', note: 'Telegram knows the bot (TELEGRAM_TOKEN).' }, ...groupsOf(me.result), ...intake]
  } finally {
    transport.close()
  }
}

function call<T>(asked: (cut: NonNullable<Parameters<Api['getMe']>[0]>) => Promise<T>) {
  return ask(asked, { ms: mostMs, signal: new AbortController().signal })
}

function groupsOf({ can_join_groups }: UserFromGetMe): ChannelFinding[] {
  if (can_join_groups) return []
  return [doubtful('Nobody can add the bot to a group, so it can serve no staff room: /setjoingroups of @BotFather.')]
}

/** Deliveries that failed longer ago say nothing about how it goes now, ms. */
const latelyMs = 10 * 60_000

function intakeOf(info: WebhookInfo, wanted: string | undefined, at: Date): ChannelFinding[] {
  const { url = '', last_error_date: failedAt, last_error_message: said = '' } = info
  if (wanted === undefined) {
    if (url === '') return [well('Updates can be asked for (TELEGRAM_MODE=polling).')]
    return [doubtful('A webhook is set, but TELEGRAM_MODE is polling: the server removes it when it starts.')]
  }
  if (url !== wanted) {
    const there = url === '' ? 'No webhook is set' : 'Another webhook is set'
    return [doubtful(`${there}: a server with TELEGRAM_MODE=webhook sets ours within a minute of its start.`)]
  }
  if (failedAt !== undefined && at.getTime() - failedAt * 1000 < latelyMs) {
    return [
      wrong(
        `Telegram could not deliver to PUBLIC_URL/telegram (${said.slice(0, 100)}): look at PUBLIC_URL and what stands in front of the server.`,
      ),
    ]
  }
  return [well('Telegram delivers to PUBLIC_URL/telegram.')]
}

const well = (note: string): ChannelFinding => ({ verdict: 'well', note })
const doubtful = (note: string): ChannelFinding => ({ verdict: 'doubtful', note })
const wrong = (note: string): ChannelFinding => ({ verdict: 'wrong', note })

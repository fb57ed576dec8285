import Fastify, { type FastifyInstance } from 'fastify'
import { createApi } from '../../../../bot/channels/wechat/api.ts'
import { usualPace } from '../../../../bot/channels/wechat/pace.ts'
import { registerWechatPages } from '../../../../bot/channels/wechat/pages/pages.ts'
import type { NoticeTemplates } from '../../../../bot/channels/wechat/settings.ts'
import type { ChannelHost } from '../../../../bot/message.ts'
import { wechatPageWords } from '../../../../bot/text/wechat-pages.ts'
import { exampleOffice } from '../../../context.ts'
import { createPhone, type Phone } from '../../../wechat/phone.ts'
import { startWechat, type Wechat } from '../../../wechat/server.ts'
import { createHost } from '../host.ts'

export interface PagesBench {
  app: FastifyInstance
  wechat: Wechat
  /** The clock of the server and of WeChat. */
  moveOn(seconds: number): void
  phone(who: string, given?: { agent?: string; language?: string }): Phone
  /** The channel is stopped: nobody is there to ask. */
  stop(): void
}

const opened: { app: FastifyInstance; wechat: Wechat; close(): void }[] = []

export interface PagesOptions {
  host?: Partial<ChannelHost>
  templates?: NoticeTemplates
  publicUrl?: string
  /** What the log is told. */
  logged?: object[]
}

/** The pages on a server of their own, with the double of WeChat behind them. */
export async function openPages(options: PagesOptions = {}): Promise<PagesBench> {
  let now = new Date('2026-08-03T01:00:00Z').getTime()
  const wechat = await startWechat({ now: () => now })
  const account = {
    appId: wechat.appId,
    appSecret: wechat.appSecret,
    apiRoot: wechat.root,
    publicUrl: options.publicUrl ?? 'http://xinqiao.example',
    notices: async () => options.templates ?? {},
    now: () => new Date(now),
  }
  const api = createApi(account, usualPace)
  let host: ChannelHost | undefined = createHost(options.host)
  const write = (line: string) => options.logged?.push(JSON.parse(line))
  const app = Fastify({
    // As the program's own: a browser keeps connections open on which it never asked for anything.
    forceCloseConnections: true,
    ...(options.logged && { logger: { stream: { write } } }),
  })
  const words = async (language: 'zh' | 'en') => wechatPageWords(exampleOffice(), language)
  const pages = { cookieSecret: Buffer.alloc(32, 3), openRoot: wechat.root, words }
  await registerWechatPages(app, { api, account, pages, host: () => host })
  opened.push({ app, wechat, close: api.close })
  return {
    app,
    wechat,
    moveOn(seconds) {
      now += seconds * 1000
    },
    phone: (who, given) => createPhone(app, wechat, { who, ...given }),
    stop() {
      host = undefined
    },
  }
}

/** For after each test. */
export async function closePages(): Promise<void> {
  for (const { app, wechat, close } of opened.splice(0)) {
    await app.close()
    close()
    await wechat.close()
  }
}

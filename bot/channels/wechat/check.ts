import type { ChannelFinding, Pointer } from '../../message.ts'
import type { WechatApi } from './api.ts'
import { describeFailure, type Failure, failureOf } from './failure.ts'
import { troubleOf } from './meanings.ts'
import { type AccountSettings, type MenuButton, namesOf, readMenuWith, withApi } from './menu.ts'
import type { NoticeTemplate, WechatSettings } from './settings.ts'

export type CheckSettings = AccountSettings & Pick<WechatSettings, 'aesKey' | 'publicUrl' | 'notices'>

/**
 * Tries what the account was set up with: the token, the address of this server, the menu, and the templates of the
 * office file. Says nothing to anybody, and changes nothing. Does not throw.
 */
export function checkWechat(settings: CheckSettings): Promise<ChannelFinding[]> {
  return withApi(settings, async (api) => {
    const reach = await attempt(() => api.get('/cgi-bin/getcallbackip'))
    if ('failure' in reach) return [wrongOf(reach.failure), ...checkPushes(settings)]
    const known = well('WeChat knows the account and takes calls from this server.')
    return [known, ...checkPushes(settings), await checkMenu(api), ...(await checkTemplates(api, settings))]
  })
}

const well = (note: string): ChannelFinding => ({ verdict: 'well', note })
const doubtful = (note: string): ChannelFinding => ({ verdict: 'doubtful', note })
const wrong = (note: string): ChannelFinding => ({ verdict: 'wrong', note })

type Tried<T> = { result: T } | { failure: Failure }

async function attempt<T>(call: () => Promise<T>): Promise<Tried<T>> {
  return call().then(
    (result) => ({ result }),
    (error) => ({ failure: failureOf(error) }),
  )
}

/** The address that is not on the list is told by WeChat only. */
function wrongOf(failure: Failure): ChannelFinding {
  const note = troubleOf(failure)?.note ?? `WeChat answers with an error (${describeFailure(failure)}).`
  const address = 'errmsg' in failure && failure.errcode === 40164 ? addressIn(failure.errmsg) : undefined
  return wrong(address === undefined ? note : `${note} It is ${address}.`)
}

function addressIn(errmsg: string): string | undefined {
  return /invalid ip ([\d.]{7,15}|[\da-f:.]+)/i.exec(errmsg)?.[1]
}

/** What WeChat pushes to is set by hand on its platform, where it cannot be read: only what we know of it. */
function checkPushes({ publicUrl, aesKey }: CheckSettings): ChannelFinding[] {
  const { protocol, port } = new URL(publicUrl)
  const address =
    protocol === 'https:' && port === ''
      ? well(`The server address (服务器地址) to be set under 设置与开发 → 基本配置 is ${publicUrl}/wechat.`)
      : wrong('WeChat pushes to the ports 80 and 443 only, and opens pages over https: mend PUBLIC_URL.')
  const open = doubtful(
    'Pushes come in the open: choose 安全模式 under 设置与开发 → 基本配置, and set WECHAT_AES_KEY to its EncodingAESKey.',
  )
  return [address, ...(aesKey === undefined ? [open] : [])]
}

async function checkMenu(api: WechatApi): Promise<ChannelFinding> {
  const tried = await attempt(() => readMenuWith(api))
  if ('failure' in tried) return wrongOf(tried.failure)
  const menu = tried.result
  if (!menu) return doubtful('The account has no menu: npm run channels -- menu sets it.')
  const ours = keysIn(menu).some((key) => key === 'report')
  return ours
    ? well(`The menu stands: ${namesOf(menu)}.`)
    : doubtful('The menu of the account is another one: npm run channels -- menu sets ours in its place.')
}

function keysIn(menu: MenuButton[]): string[] {
  return menu.flatMap(({ key, sub_button = [] }) => [...(key === undefined ? [] : [key]), ...keysIn(sub_button)])
}

interface AccountTemplate {
  priTmplId: string
  content: string
  /** 2: good for one notice; 3: until it is ended. */
  type: number
}

async function checkTemplates(api: WechatApi, { notices }: CheckSettings): Promise<ChannelFinding[]> {
  const named = await notices().catch(() => undefined)
  if (!named) return [wrong('The templates of the office file cannot be read: look at the database.')]
  const wanted = Object.entries(named) as [Pointer['kind'], NoticeTemplate][]
  if (wanted.length === 0) {
    return [
      doubtful(
        'The office file names no templates under notices.wechat: an answer after 48 hours waits until the resident writes again, unannounced.',
      ),
    ]
  }
  const tried = await attempt(() => api.get<{ data?: AccountTemplate[] }>('/wxaapi/newtmpl/gettemplate'))
  if ('failure' in tried) return [wrongOf(tried.failure)]
  const templates = new Map((tried.result.data ?? []).map((template) => [template.priTmplId, template]))
  return wanted.map(([kind, template]) => checkTemplate(`notices.wechat.${kind}`, template, templates.get(template.id)))
}

function checkTemplate(place: string, wanted: NoticeTemplate, found: AccountTemplate | undefined): ChannelFinding {
  if (!found) {
    return wrong(`The account has no template with the id of ${place}: add it under 订阅通知, or mend the office file.`)
  }
  const fields = [...found.content.matchAll(/\{\{(\w+)\.DATA\}\}/gi)].map(([, name]) => name ?? '')
  const named = Object.values(wanted.fields)
  const missing = fields.filter((field) => !named.includes(field))
  const unknown = named.filter((field) => !fields.includes(field))
  if (missing.length + unknown.length > 0) {
    return wrong(
      `The fields of ${place} have to be ${fields.join(', ')}: WeChat takes no notice with others. Mend the office file.`,
    )
  }
  if ((found.type === 3) !== (wanted.longTerm === true)) {
    const is = found.type === 3 ? '"longTerm": true has to stand' : '"longTerm" may not stand'
    return wrong(`${is} at ${place} in the office file: that is the kind of the template.`)
  }
  return well(`The template of ${place} is there, with its fields.`)
}

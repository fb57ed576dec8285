import type { BotFace, ChannelFinding } from '../../message.ts'
import { createApi, type WechatApi } from './api.ts'
import { describeFailure, failureOf } from './failure.ts'
import { troubleOf } from './meanings.ts'
import { usualPace } from './pace.ts'
import type { WechatSettings } from './settings.ts'

/** What the API is reached with. */
export type AccountSettings = Pick<WechatSettings, 'appId' | 'appSecret' | 'apiRoot' | 'now'>

export interface MenuButton {
  name: string
  /** For `click`: the command that a tap says. */
  type?: string
  key?: string
  sub_button?: MenuButton[]
}

/** What has a place of its own; the rest lies under the third, in this order. */
const first = ['report', 'question']
const below = ['reception', 'mine', 'track', 'menu']

/**
 * The menu under the talk: three buttons with at most five below one. A tap says one of our own commands.
 * https://developers.weixin.qq.com/doc/service/api/custommenu/api_createcustommenu.html
 */
export function menuOf({ residentCommands, more }: BotFace): MenuButton[] {
  const buttons = (commands: string[]) =>
    commands.flatMap((command): MenuButton[] => {
      const known = residentCommands.find((one) => one.command === command)
      return known ? [{ type: 'click', name: known.does, key: command }] : []
    })
  const rest = buttons(below)
  const name = more ?? rest.at(-1)?.name ?? ''
  return [...buttons(first), ...(rest.length > 0 ? [{ name, sub_button: rest }] : [])]
}

/** Sets the menu of the account, in place of the one that stands. Tells what came of it. Does not throw. */
export async function setMenu(settings: AccountSettings, face: BotFace): Promise<ChannelFinding> {
  const button = menuOf(face)
  const set = (api: WechatApi) => api.post('/cgi-bin/menu/create', { button })
  const failure = await withApi(settings, set).then(() => undefined, failureOf)
  if (!failure) return { verdict: 'well', note: `The menu is set: ${namesOf(button)}. Phones show it within a day.` }
  const note = troubleOf(failure)?.note ?? `WeChat does not take the menu (${describeFailure(failure)}).`
  return { verdict: 'wrong', note }
}

/** The menu that stands; undefined when there is none. Throws what calls of the API throw. */
export function readMenu(settings: AccountSettings): Promise<MenuButton[] | undefined> {
  return withApi(settings, readMenuWith)
}

interface StandingMenu {
  is_menu_open: number
  selfmenu_info?: { button?: StandingButton[] }
}

type StandingButton = Omit<MenuButton, 'sub_button'> & { sub_button?: { list: MenuButton[] } }

/** The same with an API that is there already. */
export async function readMenuWith(api: WechatApi): Promise<MenuButton[] | undefined> {
  const { is_menu_open, selfmenu_info } = await api.get<StandingMenu>('/cgi-bin/get_current_selfmenu_info')
  if (is_menu_open !== 1) return undefined
  return (selfmenu_info?.button ?? []).map(({ sub_button, ...own }) =>
    sub_button ? { ...own, sub_button: sub_button.list } : own,
  )
}

/** For a command, which ends when it is done. */
export async function withApi<T>(settings: AccountSettings, use: (api: WechatApi) => Promise<T>): Promise<T> {
  const api = createApi(settings, usualPace)
  try {
    return await use(api)
  } finally {
    api.close()
  }
}

export function namesOf(buttons: MenuButton[]): string {
  return buttons
    .map(({ name, sub_button }) => (sub_button ? `${name} (${sub_button.map((one) => one.name).join(', ')})` : name))
    .join(' · ')
}

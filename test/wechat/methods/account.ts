import type { Method } from '../method.ts'
import { Refusal } from '../refusal.ts'

/** `GET /cgi-bin/getcallbackip` */
export const getCallbackIp: Method = {
  verb: 'GET',
  run: () => ({ ip_list: ['101.226.103.0/25', '140.207.54.73'] }),
}

/** Characters of Chinese count two. */
const widthOf = (name: string) => [...name].reduce((width, letter) => width + (letter > '\x7f' ? 2 : 1), 0)

interface Button {
  name?: unknown
  type?: unknown
  key?: unknown
  sub_button?: unknown
}

/** `POST /cgi-bin/menu/create` */
export const createMenu: Method = {
  verb: 'POST',
  run({ world, body }) {
    const buttons = listOf(body.button)
    if (buttons.length === 0) throw new Refusal(40015, 'invalid menu type')
    if (buttons.length > 3) throw new Refusal(40016, 'invalid button size')
    for (const button of buttons) {
      check(button, 16)
      const below = listOf(button.sub_button)
      if (below.length > 5) throw new Refusal(40023, 'invalid sub button size')
      for (const one of below) check(one, 60)
    }
    world.menu = { button: buttons }
    return { errcode: 0, errmsg: 'ok' }
  },
}

function listOf(given: unknown): Button[] {
  return Array.isArray(given) ? (given as Button[]) : []
}

function check({ name, type, key, sub_button }: Button, widest: number): void {
  if (typeof name !== 'string' || name === '') throw new Refusal(40054, 'invalid sub button url')
  if (widthOf(name) > widest) throw new Refusal(40018, 'invalid button name size')
  if (sub_button !== undefined) return
  if (type !== 'click' && type !== 'view') throw new Refusal(40017, 'invalid button type')
  if (type === 'click' && (typeof key !== 'string' || key === '' || Buffer.byteLength(key) > 128)) {
    throw new Refusal(40019, 'invalid button key size')
  }
}

/** `GET /cgi-bin/get_current_selfmenu_info` */
export const readMenu: Method = {
  verb: 'GET',
  run({ world }) {
    if (world.menu === undefined) return { is_menu_open: 0 }
    const { button } = world.menu as { button: Button[] }
    const shown = button.map(({ sub_button, ...own }) =>
      sub_button === undefined ? own : { ...own, sub_button: { list: sub_button } },
    )
    return { is_menu_open: 1, selfmenu_info: { button: shown } }
  },
}

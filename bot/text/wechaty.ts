import type { WechatySettings } from '../channels/wechaty/settings.ts'
import { wechaty as en } from './en/wechaty.ts'
import { wechaty as zh } from './zh/wechaty.ts'

/** What the channel of wechaty says by itself. */
export const wechatyWords: WechatySettings['words'] = { zh, en }

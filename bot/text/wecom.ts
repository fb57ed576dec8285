import type { WecomSettings } from '../channels/wecom/settings.ts'
import { wecom as en } from './en/wecom.ts'
import { wecom as zh } from './zh/wecom.ts'

/** What the robot of WeCom says by itself. */
export const wecomWords: WecomSettings['words'] = { zh, en }

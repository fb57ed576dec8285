import type { WechatyWords } from '../../channels/wechaty/settings.ts'

export const wechaty: WechatyWords = {
  typeOneOf: (labels) => `要办这件事，打 #号码 加一个词，如“#号码 ${labels[0]}”：${labels.join(' / ')}`,
}

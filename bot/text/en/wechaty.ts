import type { WechatyWords } from '../../channels/wechaty/settings.ts'

export const wechaty: WechatyWords = {
  typeOneOf: (labels) =>
    `To act on it, type its #number and one of these words, like “#number ${labels[0]}”: ${labels.join(' / ')}`,
}

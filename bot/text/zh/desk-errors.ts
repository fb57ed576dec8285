import { shorten } from '../names.ts'
import { terms } from './terms.ts'

/** Why an officer's command was refused, and what to do instead. */
export function deskErrorWords(code: string, detail: Record<string, string | number>): string {
  const number = `#${detail.number ?? ''}`
  switch (code) {
    case 'move-not-allowed':
      return `${number} 现在是“${terms.state[detail.state as keyof typeof terms.state] ?? detail.state}”，不能这样办。打 /find ${number} 看看。`
    case 'ticket-not-found':
      return `没有 ${shorten(number, 30)} 这件。`
    case 'nothing-found':
      return `没有找到“${shorten(String(detail.query ?? ''), 30)}”。可以打号码、村名、乡镇名或类别。`
    case 'not-the-holder':
      return detail.holder
        ? `${number} 是 ${detail.holder} 在办，请先跟他说，或请他转交。`
        : `${number} 不在您手上。请先认领或受理。`
    case 'unknown-officer':
      return `没有叫“${shorten(String(detail.name ?? ''), 30)}”的工作人员或单位。`
    case 'unknown-unit':
      return '不能转给这个单位：没有这个单位，或者它不能接这件。'
    case 'unknown-ground':
      return '依据请写 1 到 8。打“#123 告知去处”可以看清单。'
    case 'words-missing':
      return '要写上话才能办，比如：#123 办结 补偿款已于三日打到账上。'
    case 'already-sent':
      return `${number} 没有可撤回的：已经发出，或已撤回。可以再写一条更正。`
    case 'preview-gone':
      return `${number} 那条预览已经过去了，没有发出。请再写一次。`
    default:
      return '没有办成，什么都没有改。请再试一次；还不行请告诉 IT 人员。'
  }
}

import type { CardLine } from '../../../domain/cards.ts'
import type { CardWords } from '../card.ts'

export const card: CardWords = {
  sealed: '保密 · ',
  sealedNews: { new: '【保密】新的检举控告，只发给您', added: '【保密】这件有新情况' },
  colon: '：',
  category: '类别',
  place: '地点',
  placeUnknown: '没说',
  unit: '负责',
  from: '来人',
  anonymous: '匿名',
  named: '留了姓名电话（点“看身份”，只私下发给经办人）',
  received: '收到',
  provisional: '（暂定）',
  noteMark: '【备注】',
  claimedBy: (name) => `${name} 认领中`,
  heldBy: (name) => `经办 ${name}`,
  attachments: (count) => `［${count} 个附件］`,
  saidBy(line) {
    const name = line.officer ?? '工作人员'
    switch (line.kind) {
      case 'resident':
        return `居民${line.edited ? '（改过）' : ''}${line.recalled ? '（居民已撤回这条）' : ''}`
      case 'reply':
        return `${name} 答复${onItsWay(line)}`
      case 'ask':
        return `${name} 追问${onItsWay(line)}`
      case 'end':
        return `${name} 告知${onItsWay(line)}`
      case 'note':
        return name
    }
  },
}

function onItsWay({ delivery }: CardLine): string {
  return {
    held: '（还没发出，可撤回）',
    'on-its-way': '（已发出，等居民看到）',
    delivered: '（居民已收到）',
    undeliverable: '（没送到！请另想办法联系）',
    none: '',
  }[delivery ?? 'none']
}

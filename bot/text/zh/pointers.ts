import type { PointerWords } from '../pointer-words.ts'

const open = '点开查看'

export const pointers: PointerWords = {
  news: { title: '您有一条新消息', hint: open },
  answer: { title: '您有一条新的答复', hint: open },
  asked: { title: '有一句话想问问您', hint: '点开查看，再回一句' },
  receipt: { title: '收到了，请留好凭证', hint: open },
  progress: { title: '有了新的进展', hint: open },
  date: { title: '有一个日子快到了', hint: '点开看看要不要办' },
  visit: { title: '您约的日子有消息', hint: '点开看时间和地点' },
  changed: { title: '您问过的有了变化', hint: open },
}

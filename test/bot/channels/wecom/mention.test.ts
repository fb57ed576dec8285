import { expect, it } from 'vitest'
import { withoutMention } from '../../../../bot/channels/wecom/mention.ts'

it.each([
  ['@信桥 #123 受理', '#123 受理'],
  ['@信桥\u2005#123 受理', '#123 受理'],
  ['＠信桥　/open', '/open'],
  ['@信桥\n#123 回复 好的\n明天来', '#123 回复 好的\n明天来'],
  ['@信桥 #123 转交 @李四', '#123 转交 @李四'],
  ['#123 受理 @信桥', '#123 受理'],
  ['#123 回复 周三来修 @信桥 ', '#123 回复 周三来修'],
  ['#123 转交 @李四 @信桥', '#123 转交 @李四 @信桥'],
  ['#123 回复 发到 office@example.cn 即可', '#123 回复 发到 office@example.cn 即可'],
  ['#123 受理', '#123 受理'],
  ['@信桥', ''],
])('of %j what is said is %j', (text, said) => {
  expect(withoutMention(text)).toBe(said)
})

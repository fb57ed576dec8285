import { expect, it } from 'vitest'
import { openStage } from '../../commands/demo/stage.ts'
import { tellStory } from '../../commands/demo/story.ts'
import { createTranscript } from '../../commands/demo/transcript.ts'
import { preparedFolder } from '../prepared-folder.ts'

it('the demo tells one matter from the first word to the last, day by day', { timeout: 120_000 }, async () => {
  const lines: string[] = []
  const transcript = createTranscript((line) => lines.push(line))
  const stage = await openStage(await preparedFolder(), '2026-08-03', '08:00', transcript)
  try {
    await tellStory(stage, transcript)
  } finally {
    await stage.close()
  }
  const days = lines.filter((line) => line.includes('═══')).map((line) => line.trim())
  expect(days).toEqual([
    '═══ 2026年8月3日 星期一 ═══',
    '═══ 2026年9月1日 星期二 ═══',
    '═══ 2026年9月2日 星期三 ═══',
    '═══ 2026年9月10日 星期四 ═══',
  ])
  const told = lines.join('\n')
  const order = [
    '事项号：2026-000001',
    '新卡片：#2026-000001',
    '认领中',
    '已受理',
    '到期提醒',
    '20 秒过去了',
    '居民已收到',
    '要先出处理意见',
    '居民将看到：\n',
    '要由另一位同事批准',
    '落实中',
    '已经落实',
    '一条接一条',
  ]
  const places = order.map((words) => told.indexOf(words))
  expect(places.every((place) => place >= 0)).toBe(true)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})

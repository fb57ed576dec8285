import { expect, it } from 'vitest'
import { changeBox, closedBox, markOf, noMark, readInto } from '../../../../../../bot/channels/web/pages/desk/box.ts'
import { fillGap } from '../../../../../../bot/channels/web/pages/timeline.ts'
import { iSay, officeSays } from '../said.ts'

const page = {
  messages: [officeSays(1, 'a'), officeSays(2, 'b'), iSay(3, 's', 'c'), officeSays(4, 'd')],
  seq: 4,
  readSeq: 1,
  more: false,
}

it('keeps the count the office gave until the messages are known', () => {
  expect(changeBox(closedBox, { unread: 12 }).unread).toBe(12)
})

it('draws the line where the officer had stopped reading, and leaves it there while more comes', () => {
  const opened = changeBox(closedBox, readInto(closedBox, fillGap(closedBox.timeline, page), page))
  expect(opened).toMatchObject({ isLoaded: true, readSeq: 1, markSeq: 1, unread: 2 })
  const seen = changeBox(opened, { readSeq: 4 })
  expect(seen).toMatchObject({ markSeq: 1, unread: 0 })
  const more = { messages: [officeSays(5, 'e')], seq: 5, readSeq: 4, more: false }
  expect(changeBox(seen, readInto(seen, fillGap(seen.timeline, more), more))).toMatchObject({ markSeq: 1, unread: 1 })
})

it('draws no line when nothing was unread, so that what comes while one looks on is not called new', () => {
  const read = { ...page, readSeq: 4 }
  const opened = changeBox(closedBox, readInto(closedBox, fillGap(closedBox.timeline, read), read))
  expect(opened.markSeq).toBe(noMark)
  expect(markOf({ ...opened, readSeq: 2 })).toBe(2)
})

it('does not forget what was read here before the office has heard of it', () => {
  const box = changeBox(closedBox, { readSeq: 4, isLoaded: true })
  expect(readInto(box, fillGap(box.timeline, page), page).readSeq).toBe(4)
})

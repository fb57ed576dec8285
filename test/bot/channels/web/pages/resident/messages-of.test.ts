import { expect, it } from 'vitest'
import { messagesOf } from '../../../../../../bot/channels/web/pages/resident/messages-of.ts'
import type { IncomingFile } from '../../../../../../bot/message.ts'

const photos = (count: number) =>
  Array.from({ length: count }, (_, index): IncomingFile => ({ file: `f${index}`, media: 'photo', size: 1 }))

it('puts words and files into one message', () => {
  expect(messagesOf('见照片', photos(2))).toEqual([{ kind: 'media', files: photos(2), text: '见照片' }])
  expect(messagesOf('', photos(1))).toEqual([{ kind: 'media', files: photos(1) }])
  expect(messagesOf('只有字', [])).toEqual([{ kind: 'text', text: '只有字' }])
  expect(messagesOf('', [])).toEqual([])
})

it('loses no file when there are more than one message may carry', () => {
  const messages = messagesOf('见照片', photos(45))
  expect(messages.map((message) => message.kind === 'media' && message.files.length)).toEqual([20, 20, 5])
  expect(messages.map((message) => 'text' in message)).toEqual([true, false, false])
})

import { expect, it } from 'vitest'
import { failureOf, outcomeOf } from '../../../../bot/channels/wecom/outcome.ts'

const answered = (errcode: number) => ({ errcode, errmsg: '张三 wrGroup-1', headers: { req_id: 'x' } })

it.each([
  ['the chat is none, or nobody there has talked to the robot', answered(93006), 'unreachable'],
  ['there is no such person', answered(60111), 'unreachable'],
  ['it was too often', answered(846607), 'retry'],
  ['WeCom is busy', answered(-1), 'retry'],
  ['WeCom has forgotten the connection', answered(846609), 'retry'],
  ['the words are too long', answered(45002), 'refused'],
  ['WeCom does not take the parameters', answered(40058), 'refused'],
  ['it is a code that nobody knows', answered(999999), 'refused'],
  ['there was no connection', new Error('WebSocket not connected, unable to send data'), 'retry'],
  [
    'WeCom did not take a piece of a file',
    new Error(
      'Chunk 0 upload failed after 3 attempts: {"headers":{"req_id":"aibot_send_1"},"errcode":40058,"errmsg":"张三"}',
    ),
    'refused',
  ],
  [
    'the connection broke on a file',
    new Error('Upload failed: 1 chunk(s) failed. First error: Chunk 0: WebSocket not connected, unable to send data'),
    'uncertain',
  ],
  ['no answer came', new Error('Reply ack timeout (5000ms) for reqId: aibot_send_msg_1'), 'uncertain'],
  [
    'the connection broke',
    new Error('WebSocket connection closed (code: 1006), reply for reqId: x cancelled'),
    'uncertain',
  ],
  ['something else was thrown', 'what', 'uncertain'],
])('when %s', (_, error, kind) => {
  const outcome = outcomeOf(failureOf(error), 'group')
  expect(outcome.kind).toBe(kind)
  expect('reason' in outcome && outcome.reason).not.toMatch(/张三|wrGroup|aibot_send/)
})

it('after too many messages a minute is waited for, else a moment', () => {
  expect(outcomeOf(failureOf(answered(846607)), 'person')).toMatchObject({ afterMs: 60_000 })
  expect(outcomeOf(failureOf(answered(-1)), 'person')).toMatchObject({ afterMs: 2_000 })
})

it('a person who has not written to the robot yet is waited for, one who is no more is not', () => {
  expect(outcomeOf(failureOf(answered(93006)), 'person').kind).toBe('closed')
  expect(outcomeOf(failureOf(answered(60111)), 'person').kind).toBe('unreachable')
})

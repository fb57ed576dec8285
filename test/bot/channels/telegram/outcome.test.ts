import { describe, expect, it } from 'vitest'
import { describeFailure, type Failure } from '../../../../bot/channels/telegram/failure.ts'
import { isBeyondEdit, isThreadGone, outcomeOf } from '../../../../bot/channels/telegram/outcome.ts'

const answered = (code: number, description: string): Failure => ({ kind: 'answered', code, description })

describe('what Telegram says when it does not send', () => {
  it.each<[number, string, string]>([
    [400, 'Bad Request: chat not found', 'unreachable'],
    [400, 'Bad Request: PEER_ID_INVALID', 'unreachable'],
    [400, 'Bad Request: INPUT_USER_DEACTIVATED', 'unreachable'],
    [400, 'Bad Request: USER_IS_BLOCKED', 'unreachable'],
    [400, 'Bad Request: CHAT_WRITE_FORBIDDEN', 'unreachable'],
    [400, 'Bad Request: have no rights to send a message', 'unreachable'],
    [400, 'Bad Request: not enough rights to send text messages to the chat', 'unreachable'],
    [403, 'Forbidden: bot was kicked from the supergroup chat', 'unreachable'],
    [403, 'Forbidden: something new', 'unreachable'],
    [400, 'Bad Request: message is too long', 'refused'],
    [400, 'Bad Request: BUTTON_DATA_INVALID', 'refused'],
    [413, 'Request Entity Too Large', 'refused'],
    [429, 'Too Many Requests: retry after 5', 'retry'],
    [401, 'Unauthorized', 'retry'],
    [404, 'Not Found', 'retry'],
    [500, 'Internal Server Error', 'retry'],
    [502, 'Bad Gateway', 'retry'],
  ])('%i %s: %s', (code, description, kind) => {
    expect(outcomeOf(answered(code, description)).kind).toBe(kind)
  })

  it.each(['message thread not found', 'TOPIC_CLOSED', 'TOPIC_DELETED', 'TOPIC_ID_INVALID'])(
    '%s: the topic is no place any more',
    (words) => {
      expect(isThreadGone(answered(400, `Bad Request: ${words}`))).toBe(true)
      expect(isThreadGone(answered(400, 'Bad Request: chat not found'))).toBe(false)
    },
  )

  it.each(['message to edit not found', "message can't be edited", 'MESSAGE_ID_INVALID'])(
    '%s: no edit any more',
    (words) => {
      expect(isBeyondEdit(answered(400, `Bad Request: ${words}`))).toBe(true)
      expect(isBeyondEdit(answered(400, 'Bad Request: message is too long'))).toBe(false)
    },
  )

  it.each([
    ['Bad Request: chat not found', '400 chat not found'],
    ['Bad Request: BUTTON_DATA_INVALID', '400 BUTTON_DATA_INVALID'],
    ['Bad Request: user 5100000042 said "HIS_OWN_WORDS"', '400 other'],
    ['Bad Request: wrong thing in https://api.example/bot1:secret', '400 other'],
    ['墙裂了', '400 other'],
  ])('is written down as %s: %s', (description, written) => {
    expect(describeFailure(answered(400, description))).toBe(written)
  })
})

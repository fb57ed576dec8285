import { z } from 'zod'

const id = z.string().min(1).max(200)

/** What every push has, whatever it is about: https://developer.work.weixin.qq.com/document/path/100719 */
export const pushHead = z.object({
  msgid: id,
  chatid: id.optional(),
  chattype: z.string().optional(),
  from: z.object({ userid: id.regex(/^[^/]+$/), corpid: id.regex(/^[^/]+$/).optional() }),
  /** Seconds. */
  create_time: z.number().int().positive().max(99_999_999_999).optional(),
  msgtype: z.string(),
})

export type PushHead = z.output<typeof pushHead>

const words = z.object({ content: z.string() })
const stored = z.object({ url: z.string().min(1), aeskey: z.string().optional(), filename: z.string().optional() })
const mixed = z.object({
  msg_item: z.array(
    z.union([
      z.object({ msgtype: z.literal('text'), text: words }),
      z.object({ msgtype: z.literal('image'), image: stored }),
      z.object({ msgtype: z.string() }),
    ]),
  ),
})

export type StoredThere = z.output<typeof stored>
export type Mixed = z.output<typeof mixed>

/** What somebody's message holds, by its kind. */
export const pushContent = z.discriminatedUnion('msgtype', [
  z.object({ msgtype: z.literal('text'), text: words }),
  // A voice message comes as the words that were understood.
  z.object({ msgtype: z.literal('voice'), voice: words }),
  z.object({ msgtype: z.literal('image'), image: stored }),
  z.object({ msgtype: z.literal('file'), file: stored }),
  z.object({ msgtype: z.literal('video'), video: stored }),
  z.object({ msgtype: z.literal('mixed'), mixed }),
])

/** The message that somebody answers: only what it says, not which one it is. */
export const pushQuote = z.object({
  quote: z.object({ text: words.optional(), voice: words.optional(), mixed: mixed.optional() }),
})

const press = z.object({ event_key: z.string().min(1).max(1024), task_id: id })

/** The documents have what was pressed under the event's name, the SDK's declarations beside it. */
export const pushPress = z.union([
  z.object({ event: z.object({ template_card_event: press }) }).transform(({ event }) => event.template_card_event),
  z.object({ event: press }).transform(({ event }) => event),
])

export const pushEvent = z.object({ event: z.object({ eventtype: z.string() }) })

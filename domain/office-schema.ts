import { z } from 'zod'
import { isCivilDate } from './rules/civil-date.ts'
import { jurisdictions } from './rules/rule-pack.ts'

const id = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Write a short name in small letters, figures and dashes, like "liuwan".')
  // It stands behind buttons, and a platform carries no more than 64 bytes there.
  .max(40, 'Write at most 40 characters.')
const words = z.string().trim().min(1, 'Write at least one character.').max(200, 'Write at most 200 characters.')
const bothLanguages = z.strictObject({ zh: words, en: words })
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time of day like "08:30".')
const kind = z.enum(['consultation', 'suggestion', 'claim', 'accusation'], {
  error: 'Write "consultation", "suggestion", "claim" or "accusation".',
})

/** What to bring to a reception about it, one thing a line; beside what everybody brings (`reception.bring`). */
const bring = z.array(bothLanguages).max(12, 'Write at most 12 things.')

const topic = z.strictObject({ id, name: bothLanguages, kind, bring: bring.optional() })

const monthDay = z
  .string()
  .regex(/^(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|[12]\d))$/, {
    error: 'Write a month and a day like "05-01".',
  })
const month = whole(1, 12)
const dayOfMonth = whole(1, 31)
const shift = z.enum(['next', 'previous', 'none'], { error: 'Write "next", "previous" or "none".' })
const civilDate = z.string().refine(isCivilDate, 'Write a date that exists, like "2026-09-22".')

/** The director's reception day (接待日), and the days on which the director goes to a township (下访). */
const reception = z.strictObject({
  /** In a month without that day, its last day. */
  dayOfMonth: dayOfMonth.default(15),
  /** When the day is a rest day: the next working day, the one before, or on the rest day all the same. */
  shift: shift.default('next'),
  /**
   * When visitors are received. With `from` and `to` (month-day, both included) a line is for a season, which may run
   * over the turn of the year; one without is for the rest of the year.
   */
  hours: z
    .array(
      z.strictObject({
        from: monthDay.optional(),
        to: monthDay.optional(),
        spans: z.array(z.tuple([time, time])).min(1, 'Write at least one span, like ["08:30", "12:00"].'),
      }),
    )
    .min(1, 'Write at least one line, like {"spans": [["08:30", "12:00"]]}.'),
  seatMinutes: whole(5, 240).default(20),
  /** At most so many visits a day. */
  seats: whole(1, 200).default(12),
  /** So many of them are for the elderly and those without a phone: staff and helpers give them out. */
  reservedSeats: whole(0, 200).default(2),
  /** A day is announced, and can be booked, from so many days before it. */
  publishDaysAhead: whole(1, 180).default(30),
  /** Days are made for so many months ahead. */
  monthsAhead: whole(1, 12).default(3),
  /** Booking in the chat ends so many hours before the day begins at midnight: 8 is 16:00 of the day before. */
  closesBefore: whole(0, 240).default(8),
  /** For so long a seat that has become free is kept for the next on the waiting list; less when the day is near. */
  offerHours: whole(1, 168).default(24),
  /**
   * Who receives, as the public rota names them. Those with months in these months, the others in turn in the rest. A
   * name that is an officer's gets the private brief.
   */
  directors: z
    .array(z.strictObject({ name: words, months: z.array(month).min(1, 'Write at least one month.').optional() }))
    .default([]),
  place: bothLanguages,
  /** Can one take part by video as well? */
  video: z.boolean().default(false),
  /** Days in the townships: every year on a day of these months, or on these dates. */
  tours: z
    .array(
      z.strictObject({
        township: id,
        place: bothLanguages,
        months: z.array(month).min(1, 'Write at least one month.').optional(),
        dayOfMonth: dayOfMonth.optional(),
        dates: z.array(civilDate).min(1, 'Write at least one date.').optional(),
        /** As that of the office's own days where it is left out. */
        shift: shift.optional(),
        /** Whoever has the month where it is left out. */
        director: words.optional(),
      }),
    )
    .default([]),
  /** So many may come about one matter (条例 20). */
  maxPeople: z.int().min(1).max(5, 'Write at most 5: 《信访工作条例》 20 allows no more.').default(5),
  bring: bring.default([]),
})

/** A field of a template of WeChat, which tells by its name what it takes. */
const field = (names: RegExp, error: string) => z.string().regex(names, error).exactOptional()

/** https://developers.weixin.qq.com/doc/service/guide/product/message/Subscription_Messages/intro.html */
const noticeTemplate = z.strictObject({
  id: z.string().regex(/^[\w-]{20,64}$/, 'Write the template id as the public platform shows it under 订阅通知.'),
  /** One consent holds until it is ended (长期订阅); else it is good for one notice (一次性订阅). */
  longTerm: z.boolean().exactOptional(),
  /** What stands in which of its fields. A template has to be filled whole. */
  fields: z
    .strictObject({
      number: field(
        /^(?:character_string|thing)\d{1,3}$/,
        'Write a field that takes letters and figures, like "character_string1".',
      ),
      title: field(/^thing\d{1,3}$/, 'Write a field that takes words, like "thing2".'),
      hint: field(/^thing\d{1,3}$/, 'Write a field that takes words, like "thing3".'),
      at: field(/^(?:time|date)\d{1,3}$/, 'Write a field that takes a time, like "time4" or "date4".'),
    })
    .refine((fields) => Object.keys(fields).length > 0, 'Write at least one field, like {"title": "thing1"}.'),
})

/** Short notices for when a platform takes no words of ours any more: of answers, of steps, of dates that come near. */
const noticeTemplates = z
  .strictObject({
    answer: noticeTemplate.exactOptional(),
    progress: noticeTemplate.exactOptional(),
    reminder: noticeTemplate.exactOptional(),
  })
  .refine(
    (templates) => Object.keys(templates).length > 0,
    'Write a template for "answer", "progress" or "reminder", or take this out.',
  )

/** The shape of an office file. What no single field can tell is in office-checks.ts. */
export const officeSchema = z.strictObject({
  /** For whoever edits the file; shown nowhere. */
  comment: z.string().optional(),
  name: bothLanguages,
  county: words,
  phone: words.optional(),
  address: words.optional(),
  publicUrl: z
    .url({ protocol: /^https?$/, error: 'Write the whole address, like "https://xinqiao.example".' })
    .optional(),
  /** What to call when life is in danger: said before anything is asked. */
  emergency: z
    .array(
      z.strictObject({ number: z.string().regex(/^\d{3,12}$/, 'Write the number in figures.'), name: bothLanguages }),
    )
    .default([
      { number: '110', name: { zh: '报警', en: 'Police' } },
      { number: '119', name: { zh: '火警和救援', en: 'Fire and rescue' } },
      { number: '120', name: { zh: '急救', en: 'Ambulance' } },
    ]),
  /** Spans of a working day in the office's time. */
  hours: z
    .array(z.tuple([time, time]))
    .min(1, 'Write at least one span, like ["08:30", "12:00"].')
    .default([
      ['08:30', '12:00'],
      ['14:30', '17:30'],
    ]),
  units: z
    .array(z.strictObject({ id, name: z.strictObject({ zh: words, en: words.optional() }), phone: words.optional() }))
    .min(1, 'Write at least one unit.'),
  townships: z.array(
    z.strictObject({
      id,
      name: words,
      villages: z.array(z.strictObject({ id, name: words, aliases: z.array(words).optional() })),
    }),
  ),
  categories: z.array(topic.extend({ children: z.array(topic).optional() })).min(1, 'Write at least one category.'),
  routing: z
    .array(
      z.strictObject({
        township: id.optional(),
        village: id.optional(),
        category: id.optional(),
        unit: id,
        assist: z.array(id).optional(),
      }),
    )
    .default([]),
  defaultUnit: id,
  rooms: z.array(
    z.strictObject({
      id,
      name: words,
      /** Absent: the room of the whole office. */
      unit: id.optional(),
      channel: z.enum(['web'], { error: 'Write "web".' }),
      /** What the channel calls the room. */
      key: words,
    }),
  ),
  accusations: z.strictObject({
    /** Officers' names, exactly as they were invited. With none the bot takes no accusation. */
    custodians: z.array(words),
    /** How else an accusation can be filed. */
    elsewhere: bothLanguages,
  }),
  /** To whom a resident turns for the review of an opinion, when it has a name. */
  reviewOrgan: bothLanguages.optional(),
  /** The organ above that one, which rechecks (条例 36). */
  recheckOrgan: bothLanguages.optional(),
  claimMinutes: z
    .int()
    .min(1)
    .max(7 * 24 * 60)
    .default(120),
  undoSeconds: z.int().min(0).max(600).default(20),
  /** Whose periods hold: a province's own where its pack has them, the national ones otherwise. */
  rules: z
    .strictObject({
      jurisdiction: z.enum(jurisdictions, {
        error: `Write ${jurisdictions.map((one) => `"${one}"`).join(' or ')}.`,
      }),
    })
    .default({ jurisdiction: 'CN' }),
  /** What happens on a channel whose servers are abroad (个人信息保护法 36, 39). */
  crossBorder: z.enum(['consent', 'strict'], { error: 'Write "consent" or "strict".' }).default('consent'),
  /** By channel: the notices that people can agree to there. */
  notices: z.strictObject({ wechat: noticeTemplates.exactOptional() }).optional(),
  /** Without it there is no reception day, and none is offered. */
  reception: reception.optional(),
})

/** What an office decides for itself: its units, places, topics, hours and rooms. */
export type OfficeFile = z.output<typeof officeSchema>

/** The notices that people can agree to on a channel. */
export type NoticeTemplates = NonNullable<NonNullable<OfficeFile['notices']>['wechat']>

/** What an office says of its reception days. */
export type ReceptionSettings = NonNullable<OfficeFile['reception']>

/** Something in the file that must be changed: where, as `townships[0].villages[2].id`, and what to write there. */
export interface OfficeProblem {
  path: string
  problem: string
}

function whole(least: number, most: number) {
  const error = `Write a whole number from ${least} to ${most}.`
  return z.int().min(least, error).max(most, error)
}

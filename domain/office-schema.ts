import { z } from 'zod'
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

const topic = z.strictObject({ id, name: bothLanguages, kind })

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
})

/** What an office decides for itself: its units, places, topics, hours and rooms. */
export type OfficeFile = z.output<typeof officeSchema>

/** Something in the file that must be changed: where, as `townships[0].villages[2].id`, and what to write there. */
export interface OfficeProblem {
  path: string
  problem: string
}

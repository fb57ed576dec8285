import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Input } from '../../message.ts'
import { messageIdOf, saidId } from './letters.ts'
import type { BoxOwner, WebOffice } from './office.ts'
import type { PostInput, PostMessage } from './protocol.ts'

const text = z.string().max(20_000)
const id = z.uuid()

const input: z.ZodType<PostInput> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: text.min(1), replyTo: id.optional() }),
  z.object({
    kind: z.literal('choice'),
    value: z.string().min(1).max(200),
    keyboard: id.optional(),
    label: z.string().max(200).optional(),
    replyTo: id.optional(),
  }),
  z.object({
    kind: z.literal('media'),
    files: z
      .array(
        z.object({
          file: id,
          media: z.enum(['photo', 'voice', 'video', 'file']),
          name: z.string().max(300).optional(),
          size: z.number().int().nonnegative(),
        }),
      )
      .min(1)
      .max(20),
    text: text.optional(),
  }),
  z.object({ kind: z.literal('edit'), of: id, text: text.min(1) }),
  z.object({ kind: z.literal('opened'), about: z.string().max(200).optional() }),
]) as z.ZodType<PostInput>

const post = z.object({ id, at: z.iso.datetime({ offset: true }), input })

/** What a page posted, or undefined when it is not what a page posts. */
export function readPost(body: unknown): PostMessage | undefined {
  const parsed = post.safeParse(body)
  return parsed.success ? parsed.data : undefined
}

/** How the ids a page knows become those the office knows. */
export interface PostedIds {
  /** Of something posted earlier. */
  posted(id: string): string
  /** Of something the office said, by the id of its letter. */
  said(letter: string): Promise<string | undefined>
}

/** What was posted, in the words every channel uses. */
export async function toInput(posted: PostInput, ids: PostedIds): Promise<Input> {
  const replyTo = 'replyTo' in posted && posted.replyTo ? await ids.said(posted.replyTo) : undefined
  const answering = replyTo === undefined ? {} : { replyTo }
  switch (posted.kind) {
    case 'edit':
      return { kind: 'edit', of: ids.posted(posted.of), text: plain(posted.text) }
    case 'choice': {
      // A keyboard that is not there is an old one, not none.
      const keyboard = posted.keyboard && ((await ids.said(posted.keyboard)) ?? 'unknown')
      return { kind: 'choice', value: posted.value, ...(keyboard && { keyboard }), ...answering }
    }
    case 'text':
      return { kind: 'text', text: plain(posted.text), ...answering }
    case 'media':
      return { kind: 'media', files: posted.files, ...(posted.text !== undefined && { text: plain(posted.text) }) }
    case 'opened':
      return posted
  }
}

/** The ids of what lies in a box; `key` is the mark that the posts of its owner carry. */
export function idsIn({ boxes }: WebOffice, owner: BoxOwner, key: string): PostedIds {
  return {
    posted: (id) => messageIdOf(key, id),
    said: async (letter) => saidId(await boxes.sourceKeyOf(owner, letter)),
  }
}

/** The `after` of a request's query: what the page has already. */
export function afterOf(request: FastifyRequest): number {
  const after = Number((request.query as { after?: string }).after ?? 0)
  return Number.isSafeInteger(after) && after > 0 ? after : 0
}

/** PostgreSQL keeps no NUL, and lone halves of a character cannot be encoded. */
function plain(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed()
}

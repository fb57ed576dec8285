import sharp from 'sharp'
import { withWork } from '../../domain/context.ts'
import { findBrokenLink } from '../../domain/events.ts'
import type { Seen, Stage } from './stage.ts'
import type { Transcript } from './transcript.ts'

/** Something that should have happened did not. */
export class StoryError extends Error {
  override name = 'StoryError'
}

/** Taps the button whose value begins like this under the last question. */
export async function tapFrom(
  stage: Stage,
  transcript: Transcript,
  resident: { account: string },
  seen: Seen[],
  value: string,
): Promise<void> {
  for (const one of seen.toReversed()) {
    const choice = (one.reply.choices ?? []).flat().find((candidate) => candidate.value.startsWith(value))
    if (!choice) continue
    transcript.says('居民', `［${choice.label}］`)
    return stage.post(resident, { kind: 'choice', value: choice.value, keyboard: one.id })
  }
  throw new StoryError(`The resident was offered no button for "${value}".`)
}

/** A photo the resident has just taken, uploaded as the page does it. */
export async function photo(stage: Stage, account: string) {
  const content = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#b9a48c' } })
    .jpeg()
    .toBuffer()
  const taken = await stage.office.files.take(account, { content, media: 'photo', name: '三号楼.jpg' })
  if (taken.kind === 'refused') throw new StoryError(`The photo was refused: ${taken.why}.`)
  return taken.file
}

/** The one matter of the story is in this state. */
export async function expectState(stage: Stage, state: string): Promise<void> {
  const ticket = await stage.context.db.ticket.findFirstOrThrow()
  expect(ticket.state === state, `The matter is "${ticket.state}" and should be "${state}".`)
}

/** How many events the matter has, each of which follows from the one before it. */
export async function countEvents(stage: Stage): Promise<number> {
  const ticket = await stage.context.db.ticket.findFirstOrThrow()
  const broken = await withWork(stage.context, stage.now(), (work) => findBrokenLink(work, ticket.id))
  expect(broken === undefined, `The history is broken at event ${broken}.`)
  return ticket.eventCount
}

/** Throws StoryError with `otherwise` when a promise was not kept. */
export function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new StoryError(otherwise)
}

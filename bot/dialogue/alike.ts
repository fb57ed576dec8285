import { countAlike } from '../../domain/alike.ts'
import { ownAccountIds } from '../../domain/ownership.ts'
import { findCategory } from '../../domain/rules/routing.ts'
import type { CategoryAnswers } from './category.ts'
import type { Step } from './flow.ts'
import type { PlaceAnswers } from './place.ts'
import type { Turn } from './turn.ts'

export interface AlikeAnswers {
  /** How many open matters there are about the same topic in the same village, of others. */
  alike?: number
}

/** The same step; once topic and village are known it is noted how many others have reported the same. */
export function notingAlike<A extends CategoryAnswers & PlaceAnswers & AlikeAnswers>(step: Step<A>): Step<A> {
  return {
    ...step,
    async read(said, answers, turn) {
      const reading = await step.read(said, answers, turn)
      if (reading.kind !== 'answer') return reading
      const { alike: _, ...rest } = reading.answers
      const alike = await countFor(turn, reading.answers)
      return { kind: 'answer', answers: { ...rest, ...(alike > 0 && { alike }) } as A }
    },
  }
}

async function countFor(
  { work, account }: Turn,
  { category, village }: CategoryAnswers & PlaceAnswers,
): Promise<number> {
  if (category === undefined || village === undefined) return 0
  if (findCategory(work.office, category)?.kind === 'accusation') return 0
  return countAlike(work, { category, village }, await ownAccountIds(work, account))
}

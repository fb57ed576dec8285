import type { Clause } from './clause.ts'

/** Clauses that are seldom what is asked for, where their heading says so. */
const finalRules = { heading: /附则/, factor: 0.85 }
const penalties = { heading: /法律责任|罚则/, factor: 0.95 }

const asksForPunishment = /罚|处分|坐牢|抓|犯法|怎么处理|追究|骗|后果|举报|违法/

/** Works so large that they have laws of their own, which hold for nobody else. */
const ownLaw = /三峡|南水北调|小浪底|丹江口/
const placeName = /^(.{2,7}?(?:省|自治区|自治州|(?<![城上])市|(?<!各)县|旗))/
const level = /省|自治区|自治州|市|县|旗/

/** What is made for one place answers a question that does not name it less often than what holds everywhere. */
const elsewhereFactor = 0.75

/** By what the score of the clause at a place is multiplied because of what kind of clause it is. */
export type Standing = (at: number) => number

/**
 * Titles tell for which place a policy is made where the import did not say. Only places that have a like of their own level
 * in the base stand back (杭州市, 重庆市): the one county, city or province of a base is the office's own.
 */
export function createStandings(clauses: readonly Clause[]): (question: string, region?: string) => Standing {
  const made = clauses.map(({ title }) => ownLaw.exec(title)?.[0] ?? placeName.exec(title)?.[1] ?? '')
  const known = [...new Set(made)].filter((place) => place !== '')
  const levelOf = (place: string): string => level.exec(place.slice(1))?.[0] ?? ''
  const rivals = known.filter(
    (place) => levelOf(place) === '' || known.some((other) => other !== place && levelOf(other) === levelOf(place)),
  )
  const placeOf = Int8Array.from(made, (place) => rivals.indexOf(place))
  const factorOf = Float32Array.from(clauses, ({ heading }) =>
    finalRules.heading.test(heading) ? finalRules.factor : 1,
  )
  const isPenal = Uint8Array.from(clauses, ({ heading }) => (penalties.heading.test(heading) ? 1 : 0))

  return (question, region = '') => {
    const penal = asksForPunishment.test(question) ? 1 : penalties.factor
    const places = rivals.map((place) => {
      const short = place.replace(level, '')
      return question.includes(short) || region.includes(short) ? 1 : elsewhereFactor
    })
    return (at) => (factorOf[at] ?? 1) * (isPenal[at] === 1 ? penal : 1) * (places[placeOf[at] ?? -1] ?? 1)
  }
}

/** What of the office file is needed to find a way through it. */
export interface OfficeMap {
  defaultUnit: string
  units: readonly { id: string }[]
  townships: readonly { id: string; villages: readonly { id: string }[] }[]
  categories: readonly { id: string; children?: readonly { id: string }[] | undefined }[]
  routing: readonly Route[]
}

/** A line of the routing table. What it leaves out, it holds for all of. */
export interface Route {
  township?: string | undefined
  village?: string | undefined
  category?: string | undefined
  unit: string
  assist?: readonly string[] | undefined
}

export interface Whereabouts {
  township?: string | undefined
  village?: string | undefined
  category: string
}

/**
 * The unit that answers for a matter, and those that assist. The most specific line of the table wins: first by category
 * (the topic itself, then the group it is in, then any), then by place (village, township, any), then the earlier line.
 * With no line the office's default unit answers.
 */
export function routeTicket(office: OfficeMap, where: Whereabouts): { unit: string; assist: string[] } {
  const township = where.township ?? (where.village ? findVillage(office, where.village)?.township.id : undefined)
  const group = findGroup(office, where.category)?.id
  let best: { route: Route; weight: number } | undefined
  for (const route of office.routing) {
    const byCategory = weigh(route.category, where.category, group)
    const byVillage = weigh(route.village, where.village)
    const byTownship = weigh(route.township, township)
    if (byCategory === undefined || byVillage === undefined || byTownship === undefined) continue
    const byPlace = byVillage > 0 ? 2 : byTownship > 0 ? 1 : 0
    const weight = byCategory * 3 + byPlace
    if (!best || weight > best.weight) best = { route, weight }
  }
  const unit = best?.route.unit ?? office.defaultUnit
  const assist = [...new Set(best?.route.assist ?? [])].filter((id) => id !== unit)
  return { unit, assist }
}

interface Group {
  id: string
  children?: readonly { id: string }[] | undefined
}

type Topic<G extends Group> = NonNullable<G['children']>[number] & { children?: undefined }

/** The category of that id: a group (with its topics as `children`) or a topic. */
export function findCategory<G extends Group>(
  office: { categories: readonly G[] },
  id: string,
): G | Topic<G> | undefined {
  const topics = office.categories.flatMap((group): readonly Topic<G>[] => group.children ?? [])
  return office.categories.find((group) => group.id === id) ?? topics.find((topic) => topic.id === id)
}

/** The group that the topic of that id is in; undefined for a group, and for an id that is in no file. */
export function findGroup<G extends Group>(office: { categories: readonly G[] }, id: string): G | undefined {
  return office.categories.find((group) => group.children?.some((topic) => topic.id === id))
}

/** What an office file calls its topic for questions about policy. */
const questionTopic = 'questions'

/**
 * The topic under which a plain question is filed: the one for questions, else the first for consultations, else the
 * first that is no accusation. Throws when the office file has none.
 */
export function topicOfQuestions(office: {
  categories: readonly (Kinded & { children?: readonly Kinded[] | undefined })[]
}): string {
  const topics = office.categories.flatMap((group): readonly Kinded[] =>
    group.children?.length ? group.children : [group],
  )
  const topic =
    topics.find((candidate) => candidate.id === questionTopic && candidate.kind !== 'accusation') ??
    topics.find((candidate) => candidate.kind === 'consultation') ??
    topics.find((candidate) => candidate.kind !== 'accusation')
  if (!topic) throw new Error('The office file has no topic for questions')
  return topic.id
}

interface Kinded {
  id: string
  kind: string
}

/** The township of that id. */
export function findTownship<T extends { id: string }>(office: { townships: readonly T[] }, id: string): T | undefined {
  return office.townships.find((township) => township.id === id)
}

/** The village of that id, which is unique in the county, and its township. */
export function findVillage<T extends { id: string; villages: readonly { id: string }[] }>(
  office: { townships: readonly T[] },
  id: string,
): { village: T['villages'][number]; township: T } | undefined {
  for (const township of office.townships) {
    const village: T['villages'][number] | undefined = township.villages.find((candidate) => candidate.id === id)
    if (village) return { village, township }
  }
  return undefined
}

/** The unit of that id. */
export function findUnit<U extends { id: string }>(office: { units: readonly U[] }, id: string): U | undefined {
  return office.units.find((unit) => unit.id === id)
}

/** 2 for the thing itself, 1 for what it is in, 0 where the line names none; undefined when the line is about another. */
function weigh(named: string | undefined, own: string | undefined, outer?: string): number | undefined {
  if (named === undefined) return 0
  if (named === own) return 2
  return named === outer ? 1 : undefined
}

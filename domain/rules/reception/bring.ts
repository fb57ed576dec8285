interface BothNames {
  zh: string
  en: string
}

interface Topic {
  id: string
  bring?: readonly BothNames[] | undefined
}

/** What of the office file says what to bring. */
export interface BringLists {
  categories: readonly (Topic & { children?: readonly Topic[] | undefined })[]
  reception?: { bring: readonly BothNames[] } | undefined
}

/** What a visitor brings: what everybody does, what the group of topics asks for, then the topic; nothing twice. */
export function whatToBring(office: BringLists, category?: string): BothNames[] {
  const group = office.categories.find(
    ({ id, children }) => id === category || children?.some((child) => child.id === category),
  )
  const topic = group?.children?.find(({ id }) => id === category)
  const all = [...(office.reception?.bring ?? []), ...(group?.bring ?? []), ...(topic?.bring ?? [])]
  return all.filter(({ zh }, i) => all.findIndex((other) => other.zh === zh) === i)
}

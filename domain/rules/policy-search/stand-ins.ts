import type { Clause } from './clause.ts'

/** For each summary (by its place) the clauses of the base it is about; a summary that names none of them is not in it. */
export function findStoodFor(clauses: readonly Clause[]): Map<number, number[]> {
  const places = new Map<string, number[]>()
  for (const [at, { title, article, decoy, summary }] of clauses.entries()) {
    if (decoy || summary || article === '') continue
    const key = `${plainTitle(title)}|${article}`
    places.set(key, [...(places.get(key) ?? []), at])
  }
  return new Map(
    [...clauses.entries()].flatMap(([at, { summary, standsFor }]): [number, number[]][] => {
      if (!summary) return []
      const named = standsFor.flatMap((name) => places.get(nameOf(name)) ?? [])
      return named.length > 0 ? [[at, [...new Set(named)]]] : []
    }),
  )
}

function nameOf(name: string): string {
  const bar = name.lastIndexOf('|')
  return bar < 0 ? plainTitle(name) : `${plainTitle(name.slice(0, bar))}|${name.slice(bar + 1).trim()}`
}

/** One law is called 《中华人民共和国土地管理法》（2019年修正） here and 土地管理法 there. */
export function plainTitle(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/[《》〈〉\s]/g, '')
    .replace(/\([^()]*\)$/, '')
    .replace(/^中华人民共和国/, '')
}

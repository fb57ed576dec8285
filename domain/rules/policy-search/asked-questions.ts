import type { Alias } from './aliases.ts'
import { aidAsked } from './asked/aid.ts'
import { claimsAsked } from './asked/claims.ts'
import { familyAsked } from './asked/family.ts'
import { landAsked } from './asked/land.ts'
import { reservoirAsked } from './asked/reservoir.ts'
import { villageAsked } from './asked/village.ts'
import { waterAsked } from './asked/water.ts'
import type { Clause } from './clause.ts'
import { inCharacters } from './normal-text.ts'
import { plainTitle } from './stand-ins.ts'

const lists = [reservoirAsked, landAsked, villageAsked, claimsAsked, aidAsked, familyAsked, waterAsked]

/**
 * What people ask that the national laws answer, article by article, as aliases of the clauses of a base. A law and its
 * articles stand like this:
 *
 *     # 土地管理法
 *     62 一处宅基地 = 一户能有几块宅基地 / 建房谁批
 *
 * The words after the number stand in the article: a law that was amended and counts anew is not given the questions of
 * another article.
 */
export function askedQuestions(clauses: readonly Clause[]): Alias[] {
  const asked = readLists()
  return clauses.flatMap(({ title, article, text }, clause) => {
    const entry = asked.get(`${plainTitle(title)}|${article}`)
    if (!entry?.marks.some((mark) => text.includes(mark))) return []
    return entry.questions.map((question) => ({ clause, text: question }))
  })
}

interface Entry {
  /** One of these stands in the article. */
  marks: string[]
  questions: string[]
}

const line = /^(\S+) (.+?) = (.+)$/

function readLists(): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  let law = ''
  for (const row of lists.flatMap((list) => list.trim().split('\n'))) {
    if (row.startsWith('# ')) {
      law = plainTitle(row.slice(2))
      continue
    }
    const [, number = '', marks = '', questions = ''] = line.exec(row) ?? []
    if (number === '') throw new Error(`Neither a law nor an article: ${row}`)
    const article = /^\d+$/.test(number) ? `第${inCharacters(Number(number))}条` : number
    entries.set(`${law}|${article}`, { marks: marks.split(' '), questions: questions.split(' / ') })
  }
  return entries
}

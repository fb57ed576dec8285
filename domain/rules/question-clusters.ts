import { placeholders } from './question-words.ts'

/** Something that somebody asked. */
export interface Asked {
  /** Who, as an id: to tell whether two questions are one person's. */
  asker: string
  text: string
}

/** Questions alike, as a digest tells of them. */
export interface QuestionCluster<Q extends Asked> {
  /** The one that is most like the others. */
  typical: Q
  questions: Q[]
  /** How many different people's they are. */
  askers: number
}

/** From here on two questions are asked after the same. */
const alike = 0.42
/** 几号发 and 发多少 are two questions, however much else they share. */
const otherWish = 0.5

/**
 * Puts questions that are asked after the same together, whoever asked them and in whatever order they came: each is in
 * one cluster, and alike to one other in it at least. Those of the most askers first, then the most often asked.
 */
export function clusterQuestions<Q extends Asked>(questions: readonly Q[]): QuestionCluster<Q>[] {
  const sorted = questions.toSorted((a, b) => compare(a.text, b.text) || compare(a.asker, b.asker))
  const shapes = sorted.map(({ text }) => shapeOf(text))
  const parents = sorted.map((_, at) => at)
  const rootOf = (at: number): number => {
    let root = at
    while (parents[root] !== root) root = parents[root] ?? root
    return root
  }
  // Only what shares a gram can be alike.
  const seen = new Map<string, number[]>()
  for (const [at, own] of shapes.entries()) {
    const others = new Set<number>()
    for (const gram of own.grams) {
      const same = seen.get(gram) ?? []
      for (const other of same) others.add(other)
      same.push(at)
      seen.set(gram, same)
    }
    for (const other of others) {
      if (rootOf(at) === rootOf(other) || likeness(own, shapes[other] ?? own) < alike) continue
      const [first, second] = [rootOf(at), rootOf(other)].sort((a, b) => a - b)
      if (first !== undefined && second !== undefined) parents[second] = first
    }
  }
  const byRoot = new Map<number, number[]>()
  for (const at of sorted.keys()) {
    const members = byRoot.get(rootOf(at)) ?? []
    members.push(at)
    byRoot.set(rootOf(at), members)
  }
  const clusters = [...byRoot.values()].flatMap((members) => {
    const of = members.flatMap((at) => sorted[at] ?? [])
    const typical = sorted[mostTypical(members, shapes)]
    return typical ? [{ typical, questions: of, askers: new Set(of.map(({ asker }) => asker)).size }] : []
  })
  return clusters.sort(
    (a, b) => b.askers - a.askers || b.questions.length - a.questions.length || compare(a.typical.text, b.typical.text),
  )
}

/** The pieces of a question between the words that are in any question: 房子 拆 补 of 我家房子拆了能补多少钱. */
export function piecesOf(text: string, fillers: string = fillerLetters): string[] {
  const plain = text.normalize('NFKC').toLowerCase().replace(politeness, ' ').replace(placeholders, ' ')
  const pieces: string[] = []
  let piece = ''
  for (const letter of plain) {
    if (/[\p{L}\p{N}]/u.test(letter) && !fillers.includes(letter)) {
      piece += letter
      continue
    }
    if (piece !== '') pieces.push(piece)
    piece = ''
  }
  return piece === '' ? pieces : [...pieces, piece]
}

const politeness =
  /请问(?:一下)?|(?:我)?(?:就)?想(?:要)?(?:问|咨询|了解|知道)(?:一下|下)?|咨询一下|问一下|您好|你好|麻烦|谢谢/gu
const fillerLetters =
  '的了吗呢啊呀吧么多少几什怎样如何谁哪那这是有没不能可以要会该得我你他她它们您俺咱家个一就还都也和跟与在到给把被让去来说啥为会上下里钱算过还'

/** What a question comes down to. */
interface Shape {
  /** Single characters and pairs of neighbours. What holds nothing but filler is taken as it stands. */
  grams: Set<string>
  /** What it wants to know: when, how much, who, where, or whether; undefined where that is open. */
  wish: string | undefined
}

const wishes: [string, RegExp][] = [
  ['when', /几号|几时|几月|几个月|几年|哪天|何时|什么时|啥时|多久|多长时间/],
  ['amount', /多少|多大|几块|几平|几万|几亩/],
  ['who', /谁|哪个(?:部门|单位|人)|找哪/],
  ['where', /哪里|哪儿|什么地方|啥地方/],
  ['whether', /能不能|可不可以|有没有|是不是|要不要|算不算|是否|[吗么]$/],
]

function shapeOf(text: string): Shape {
  const grams = new Set<string>()
  const pieces = piecesOf(text)
  for (const piece of pieces.length > 0 ? pieces : [text.replace(/\s/g, '')]) {
    const letters = [...piece]
    for (const [at, letter] of letters.entries()) {
      grams.add(letter)
      const next = letters[at + 1]
      if (next !== undefined) grams.add(letter + next)
    }
  }
  const asked = text.replace(/[\s\p{P}]+$/u, '')
  return { grams, wish: wishes.find(([, shape]) => shape.test(asked))?.[0] }
}

/** 0 to 1: how alike two questions are in what they are about, filler left out. */
function likeness(first: Shape, second: Shape): number {
  const total = first.grams.size + second.grams.size
  if (total === 0) return 0
  let common = 0
  for (const gram of first.grams) if (second.grams.has(gram)) common += 1
  const isOther = first.wish !== undefined && second.wish !== undefined && first.wish !== second.wish
  return ((2 * common) / total) * (isOther ? otherWish : 1)
}

function mostTypical(members: number[], shapes: Shape[]): number {
  // So many suffice to tell, and a storm of the same question is not compared with itself.
  const sample = members.slice(0, 50).flatMap((at) => shapes[at] ?? [])
  let best = { index: 0, score: -1 }
  for (const [index, shape] of sample.entries()) {
    const score = sample.reduce((sum, other) => sum + likeness(shape, other), 0)
    if (score > best.score) best = { index, score }
  }
  return members[best.index] ?? 0
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

import { aliasesOfAnswers, answeredWeights, buildAliases, writtenWeights } from './aliases.ts'
import { askedQuestions } from './asked-questions.ts'
import type { Clause, PolicyBase, PolicyIndex } from './clause.ts'
import { createElsewhere } from './elsewhere.ts'
import { createGrams, type Grams } from './grams.ts'
import { createInForce } from './in-force.ts'
import { createNormalise, type Normalise, type Simplify } from './normal-text.ts'
import { createPostingsBuilder, type Postings } from './postings.ts'
import { type Searched, search } from './search.ts'
import { findStoodFor } from './stand-ins.ts'
import { createStandings } from './standing.ts'
import { createVerdicts } from './verdicts.ts'
import { createWeighing } from './weighing.ts'

/** BM25, on statutes and regulations alike: k1 .8 to 1.2 and b .6 to .8 rank within a point of one another. */
const saturation = { k1: 1, b: 0.65 }
/** Headings say in a few words what a clause is about. */
const headingTimes = 1.5
/** Some 20 ms of work. */
const stepSize = 80

/** Builds an index, pausing after every 20 ms of work or so. */
export function* buildSteps(base: PolicyBase, revision: number, simplify: Simplify): Generator<void, PolicyIndex> {
  const normalise = createNormalise(simplify)
  const grams = createGrams()
  const clauses = base.clauses.filter(({ decoy }) => !decoy)
  const decoys = base.clauses.filter(({ decoy }) => decoy)
  const indexOf = new Map(clauses.map(({ id }, at) => [id, at]))

  const postings = yield* indexClauses(clauses, normalise, grams)
  const stoodFor = findStoodFor(clauses)
  const answers = aliasesOfAnswers(base.answered, indexOf)
  const ofAnswers = yield* buildAliases(answers, clauses, normalise, grams, postings.rarity, answeredWeights)
  // Only its heading, a question as residents ask it: the words below lie nearer to other clauses than to this one.
  const headings = [...stoodFor].flatMap(([at, originals]) =>
    originals.map((clause) => ({ clause, text: clauses[at]?.heading ?? '' })),
  )
  const written = [...headings, ...askedQuestions(clauses)]
  const ofWritten = yield* buildAliases(written, clauses, normalise, grams, postings.rarity, writtenWeights)

  const searched: Searched = {
    clauses,
    normalise,
    weigh: createWeighing(normalise, grams, base.dictionary),
    postings,
    decoys:
      decoys.length > 0
        ? { postings: yield* indexDecoys(decoys, normalise, grams, postings), count: decoys.length }
        : undefined,
    aliases: [ofAnswers, ofWritten],
    verdicts: createVerdicts(base.answered, normalise, grams, postings.rarity),
    elsewhere: createElsewhere(normalise, (word) => leastTextsWith(word, grams, postings)),
    inForce: createInForce(clauses, stoodFor),
    standing: createStandings(clauses),
  }
  const policies = groupByPolicy(clauses)
  return {
    revision,
    size: clauses.length,
    search: (question, options) => search(searched, question, options),
    clause: (id) => clauses[indexOf.get(id) ?? -1],
    policy: (policyId) => [...(policies.get(policyId) ?? [])],
  }
}

function* indexClauses(clauses: readonly Clause[], normalise: Normalise, grams: Grams): Generator<void, Postings> {
  const builder = createPostingsBuilder(saturation)
  const titles = new Map<string, Int32Array>()
  for (const [at, { title, heading, article, text }] of clauses.entries()) {
    let titleGrams = titles.get(title)
    if (!titleGrams) {
      titleGrams = grams.add(normalise(title))
      titles.set(title, titleGrams)
    }
    builder.add(at, titleGrams, 1)
    builder.add(at, grams.add(normalise(`${heading} ${article}`)), headingTimes)
    builder.add(at, grams.add(normalise(text)), 1)
    if (at % stepSize === stepSize - 1) yield
  }
  return yield* builder.finish(clauses.length)
}

/** Decoys stand together in one policy, whose title says nothing of what each is about. */
function* indexDecoys(
  decoys: readonly Clause[],
  normalise: Normalise,
  grams: Grams,
  { rarity }: Postings,
): Generator<void, Postings> {
  const builder = createPostingsBuilder(saturation, rarity)
  for (const [at, { heading, text }] of decoys.entries()) {
    builder.add(at, grams.add(normalise(heading)), headingTimes)
    builder.add(at, grams.add(normalise(text)), 1)
    if (at % stepSize === stepSize - 1) yield
  }
  return yield* builder.finish(decoys.length)
}

/** In how many clauses a word stands at most: as often as the rarest of its pairs. */
function leastTextsWith(word: string, grams: Grams, { textsWith }: Postings): number {
  return Math.min(...Array.from(grams.find(word), textsWith))
}

function groupByPolicy(clauses: readonly Clause[]): Map<string, Clause[]> {
  const policies = new Map<string, Clause[]>()
  for (const clause of clauses) {
    const group = policies.get(clause.policyId)
    if (group) group.push(clause)
    else policies.set(clause.policyId, [clause])
  }
  for (const group of policies.values()) group.sort((a, b) => a.position - b.position)
  return policies
}

/** What there is to tell by whether the base answers a question at all. */
export interface Signs {
  /** The best score by the clauses' own words. */
  best: number
  /** What aliases add to the best score. */
  lift: number
  /** What a clause that held everything the question says and means would score. */
  most: number
  /** The best decoy's score; absent when there are no decoys. */
  decoy: number | undefined
  /** The share of the question that is words known to be asked about here, 0 to 1. */
  familiar: number
  /** The share that is words of other offices' matters, 0 to 1. */
  elsewhere: number
  /** What the nearest answered questions say, -1 to 1. */
  lean: number
  /** Do those against say that it is for another office? */
  notOurs: boolean
  ownCase: boolean
  /** Is a figure asked for that the clause does not hold? */
  missing: 'no' | 'loose' | 'strict'
}

/**
 * A logistic formula. Its weights were fitted once, by gradient descent (l2 .01 to .02, both classes weighing the same) on
 * our own questions (a, u and m in test/fixtures/policies) and half of the starter base's headings and decoys, with and
 * without the starter base loaded, and rounded to what lay between the fits. On the other half and on questions it had
 * never seen its AUROC is .92 to .99. No weight is learnt while it runs.
 */
const weights = {
  constant: -6.2,
  best: 1.45,
  reach: 3,
  lift: 9,
  familiar: 2.8,
  elsewhere: -9,
  decoy: 0.9,
  lean: 3,
  ownCase: -4.6,
  strict: -4,
  loose: -1.6,
}

/** Beyond this share a question is of elsewhere, and more of it says no more. */
const mostElsewhere = 0.6

/** 0 to 1: how sure it is that the base answers the question. */
export function confidenceOf(signs: Signs): number {
  if (signs.best + signs.lift <= 0) return 0
  const decoy =
    signs.decoy === undefined ? 0 : Math.max(-1, Math.min(1, Math.log((1 + signs.best) / (1 + signs.decoy))))
  const sum =
    weights.constant +
    weights.best * Math.log(1 + signs.best) +
    weights.reach * (signs.best / Math.max(1, signs.most)) +
    weights.lift * (signs.lift / Math.max(1, signs.most)) +
    weights.familiar * signs.familiar +
    weights.elsewhere * Math.min(mostElsewhere, signs.elsewhere) +
    weights.decoy * decoy +
    weights.lean * signs.lean +
    (signs.ownCase ? weights.ownCase : 0) +
    (signs.missing === 'strict' ? weights.strict : signs.missing === 'loose' ? weights.loose : 0)
  return 1 / (1 + Math.exp(-sum))
}

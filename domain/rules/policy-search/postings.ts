/** Which texts hold which grams, ready for ranking by BM25. */
export interface Postings {
  /** How many texts hold the gram. */
  textsWith(gram: number): number
  /** Rarity of a gram: high where few texts hold it, highest where none does. */
  rarity(gram: number): number
  /** Adds to `scores`, for every text that holds the gram, what a question gains by it. */
  addScores(gram: number, weight: number, scores: Float32Array): void
}

export interface PostingsBuilder {
  /** The texts have to come in their order. */
  add(text: number, grams: Int32Array, times: number): void
  /** Sorts what was added. A generator, so that a server can breathe in between. */
  finish(texts: number): Generator<void, Postings>
}

export interface Saturation {
  /** How much the second and third time a gram occurs still counts. */
  k1: number
  /** How much a long text is held against its matches. */
  b: number
}

/**
 * @param rarityOf Where another collection says how rare a gram is; without it, the collection itself.
 */
export function createPostingsBuilder({ k1, b }: Saturation, rarityOf?: (gram: number) => number): PostingsBuilder {
  let grams = new Int32Array(1 << 16)
  let owners = new Int32Array(1 << 16)
  let counts = new Float32Array(1 << 16)
  let size = 0
  let lengths = new Float32Array(1 << 10)
  /** Where the gram was last written down, so that a text has it once. */
  let placeOf = new Int32Array(1 << 12).fill(-1)
  let highest = -1

  const room = (gram: number, text: number): void => {
    if (gram >= placeOf.length)
      placeOf = longer(placeOf, new Int32Array(Math.max(gram + 1, placeOf.length * 2)).fill(-1))
    if (text >= lengths.length) lengths = longer(lengths, new Float32Array(Math.max(text + 1, lengths.length * 2)))
    if (size < grams.length) return
    grams = longer(grams, new Int32Array(size * 2))
    owners = longer(owners, new Int32Array(size * 2))
    counts = longer(counts, new Float32Array(size * 2))
  }

  return {
    add(text, ids, times) {
      for (const gram of ids) {
        room(gram, text)
        lengths[text] = (lengths[text] ?? 0) + times
        const place = placeOf[gram] ?? -1
        if (place >= 0 && owners[place] === text) {
          counts[place] = (counts[place] ?? 0) + times
          continue
        }
        placeOf[gram] = size
        grams[size] = gram
        owners[size] = text
        counts[size] = times
        size += 1
        if (gram > highest) highest = gram
      }
    },

    *finish(texts) {
      const starts = new Int32Array(highest + 2)
      for (let i = 0; i < size; i += 1) starts[(grams[i] ?? 0) + 1] = (starts[(grams[i] ?? 0) + 1] ?? 0) + 1
      for (let gram = 0; gram <= highest; gram += 1) starts[gram + 1] = (starts[gram + 1] ?? 0) + (starts[gram] ?? 0)
      yield

      const holders = new Int32Array(size)
      const gains = new Float32Array(size)
      const next = starts.slice()
      const usual = meanOf(lengths, texts)
      for (let i = 0; i < size; i += 1) {
        const gram = grams[i] ?? 0
        const owner = owners[i] ?? 0
        const count = counts[i] ?? 0
        const place = next[gram] ?? 0
        next[gram] = place + 1
        holders[place] = owner
        gains[place] = (count * (k1 + 1)) / (count + k1 * (1 - b + (b * (lengths[owner] ?? 0)) / usual))
        if (i % stepSize === stepSize - 1) yield
      }

      const textsWith = (gram: number): number =>
        gram < 0 || gram > highest ? 0 : (starts[gram + 1] ?? 0) - (starts[gram] ?? 0)
      const rarity =
        rarityOf ?? ((gram: number) => Math.log(1 + (texts - textsWith(gram) + 0.5) / (textsWith(gram) + 0.5)))
      return {
        textsWith,
        rarity,
        addScores(gram, weight, scores) {
          if (gram < 0 || gram > highest) return
          const worth = weight * rarity(gram)
          const end = starts[gram + 1] ?? 0
          for (let i = starts[gram] ?? 0; i < end; i += 1) {
            const holder = holders[i] as number
            scores[holder] = (scores[holder] as number) + worth * (gains[i] as number)
          }
        },
      }
    },
  }
}

/** Some 20 ms of work. */
const stepSize = 200_000

function meanOf(lengths: Float32Array, texts: number): number {
  let sum = 0
  let filled = 0
  for (let i = 0; i < Math.min(texts, lengths.length); i += 1) {
    const length = lengths[i] ?? 0
    if (length === 0) continue
    sum += length
    filled += 1
  }
  return filled === 0 ? 1 : sum / filled
}

function longer<T extends Int32Array | Float32Array>(old: T, fresh: T): T {
  fresh.set(old)
  return fresh
}

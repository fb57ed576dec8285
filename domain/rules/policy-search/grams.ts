/**
 * Text as numbers: every character on its own and every two neighbours, because segmenters split the words of this field
 * (后扶 → 后/扶). Runs of latin letters and figures stay whole.
 */
export interface Grams {
  /** The ids of the grams of a normalised text, in their order; those never seen before get an id. */
  add(text: string): Int32Array
  /** The same, without learning: -1 stands for a gram that is nowhere in the base. */
  find(text: string): Int32Array
  /** Is the gram a single character (or a whole latin word)? */
  isSingle(id: number): boolean
  readonly size: number
}

/** At most so many different characters: two of their numbers make one small integer. */
const mostUnits = 32_767

export function createGrams(): Grams {
  const unitOf = new Uint16Array(65_536)
  const words = new Map<string, number>()
  let units = 0
  const table = createTable()
  const singles: boolean[] = []

  const nextUnit = (): number => {
    if (units < mostUnits) units += 1
    return units
  }
  const gramOf = (first: number, second: number, learn: boolean): number => {
    if (first < 0 || second < 0) return -1
    const key = first * 32_768 + second
    const known = table.get(key)
    if (known >= 0 || !learn) return known
    singles.push(second === 0)
    return table.put(key)
  }

  /** The number of the character or word at a place, and where it ends. Nought is a space, -1 was never seen. */
  const readUnit = (text: string, at: number, learn: boolean): [number, number] => {
    const code = text.charCodeAt(at)
    if (code === 32) return [0, at + 1]
    if (!isLatin(code)) {
      let unit = unitOf[code] ?? 0
      if (unit === 0 && learn) {
        unit = nextUnit()
        unitOf[code] = unit
      }
      return [unit || -1, at + 1]
    }
    let end = at + 1
    while (end < text.length && isLatin(text.charCodeAt(end))) end += 1
    const word = text.slice(at, end)
    let unit = words.get(word)
    if (unit === undefined && learn) {
      unit = nextUnit()
      words.set(word, unit)
    }
    return [unit ?? -1, end]
  }

  const gramsOf = (text: string, learn: boolean): Int32Array => {
    const ids = new Int32Array(text.length * 2)
    let count = 0
    let before = 0
    for (let at = 0; at < text.length; ) {
      const [unit, end] = readUnit(text, at, learn)
      at = end
      if (unit !== 0) {
        ids[count++] = gramOf(unit, 0, learn)
        if (before !== 0) ids[count++] = gramOf(before, unit, learn)
      }
      before = unit
    }
    return ids.subarray(0, count)
  }

  return {
    add: (text) => gramsOf(text, true),
    find: (text) => gramsOf(text, false),
    isSingle: (id) => singles[id] ?? false,
    get size() {
      return singles.length
    },
  }
}

/** Figures and small latin letters: a normalised text has no others. */
function isLatin(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 122)
}

interface Table {
  /** -1 when it is not there. */
  get(key: number): number
  /** Gives a key that is not there the next number. */
  put(key: number): number
}

/** Open addressing over two arrays: a Map of a million numbers takes four times as long. */
function createTable(): Table {
  let keys = new Int32Array(1 << 16)
  let values = new Int32Array(1 << 16)
  let count = 0

  const placeOf = (key: number): number => {
    const mask = keys.length - 1
    let place = Math.imul(key, 0x9e3779b1) >>> 7
    for (place &= mask; keys[place] !== 0 && keys[place] !== key; ) place = (place + 1) & mask
    return place
  }
  const grow = (): void => {
    const [oldKeys, oldValues] = [keys, values]
    keys = new Int32Array(oldKeys.length * 2)
    values = new Int32Array(oldKeys.length * 2)
    for (let i = 0; i < oldKeys.length; i += 1) {
      const key = oldKeys[i] ?? 0
      if (key === 0) continue
      const place = placeOf(key)
      keys[place] = key
      values[place] = oldValues[i] ?? 0
    }
  }

  return {
    get(key) {
      const place = placeOf(key)
      return keys[place] === key ? (values[place] ?? -1) : -1
    },
    put(key) {
      if (count * 2 > keys.length) grow()
      const place = placeOf(key)
      keys[place] = key
      values[place] = count
      count += 1
      return count - 1
    },
  }
}

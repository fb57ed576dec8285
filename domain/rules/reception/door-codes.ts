import { drawLetters, type RandomBytes } from '../query-code.ts'

/**
 * Figures and capitals of which none is taken for another: without 0 O D Q, 1 I L, 2/Z, 3/E, 4/A, 5/S, 6/G, 8/B and U V.
 * Four million codes of five letters: a day has some dozens, and wrong tries are counted.
 */
export const doorAlphabet = '23456789CFHJKMNPRTWXY'

export const doorCodeLength = 5

/** A new code for the door of a reception day, as it is shown. */
export function createDoorCode(randomBytes: RandomBytes): string {
  return drawLetters(doorCodeLength, randomBytes, doorAlphabet)
}

/**
 * The code somebody typed or read aloud: any case, with spaces, dashes or full-width letters, and a letter that is in no
 * code taken for the figure it looks like. Undefined when it cannot be one.
 */
export function readDoorCode(text: string): string | undefined {
  if (text.length > 60) return undefined
  const letters = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}_.·。，,]/gu, '')
    .replace(/[ZEASGB]/g, (letter) => lookalikes[letter] ?? letter)
  return letters.length === doorCodeLength && [...letters].every((letter) => doorAlphabet.includes(letter))
    ? letters
    : undefined
}

const lookalikes: Record<string, string> = { Z: '2', E: '3', A: '4', S: '5', G: '6', B: '8' }

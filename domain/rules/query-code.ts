/** Figures and capitals without 0 O 1 I L, which people mix up when they read a code aloud or copy it by hand. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

const queryCodeLength = 13
const shortCodeLength = 16

/** Gives `n` random bytes. */
export type RandomBytes = (n: number) => Uint8Array

/** A new query code of 13 letters (64 bits), grouped as it is shown: XXXX-XXXX-XXXXX. Keep `normalizeQueryCode` of it. */
export function createQueryCode(randomBytes: RandomBytes): string {
  const code = drawLetters(queryCodeLength, randomBytes)
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`
}

/** A new one-time invite code of 16 letters (79 bits), without dashes: it goes into a link. */
export function createShortCode(randomBytes: RandomBytes): string {
  return drawLetters(shortCodeLength, randomBytes)
}

/**
 * The 13 letters of a query code as somebody typed it: any case, with spaces, dashes or full-width letters. Undefined when
 * it cannot be one. 0, O, 1, I and L are in no code, and which letter was meant cannot be told, so they are refused.
 */
export function normalizeQueryCode(text: string): string | undefined {
  return normalizeCode(text, queryCodeLength)
}

/** The 16 letters of a one-time code, typed in the same ways. */
export function normalizeShortCode(text: string): string | undefined {
  return normalizeCode(text, shortCodeLength)
}

function normalizeCode(text: string, length: number): string | undefined {
  if (text.length > 200) return undefined
  const letters = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}_.·。，,;:'"“”‘’]/gu, '')
  return letters.length === length && [...letters].every((letter) => codeAlphabet.includes(letter))
    ? letters
    : undefined
}

/** `count` letters of an alphabet of at most 256, each as likely as any other. */
export function drawLetters(count: number, randomBytes: RandomBytes, alphabet = codeAlphabet): string {
  // Of 31 letters, bytes from 248 up are thrown away: 248 is 8 × 31.
  const limit = 256 - (256 % alphabet.length)
  let code = ''
  for (let round = 0; round < 100 && code.length < count; round += 1) {
    for (const byte of randomBytes(count * 2)) {
      if (byte < limit && code.length < count) code += alphabet.charAt(byte % alphabet.length)
    }
  }
  if (code.length < count) throw new Error('The source of random bytes gives no usable bytes.')
  return code
}

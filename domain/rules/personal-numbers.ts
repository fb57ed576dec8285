/**
 * The shapes of numbers that point to a person: phones, identity numbers, bank cards. Between their figures people write
 * spaces, dashes and dots, and programs leave invisible characters.
 */

// Not across lines: figures under one another are a list.
const gap = '[^\\S\\n]{0,2}[\\p{Pd}\\p{Cf}._·()（）]{0,2}[^\\S\\n]{0,2}'
const start = '(?<!\\d)'
const end = '(?!\\d)'

function figures(count: number): string {
  return Array.from({ length: count }, () => '\\d').join(gap)
}

/** Mainland mobiles, with or without +86, however they are grouped. */
export const mobileNumber = new RegExp(
  `(?:(?:\\+|${start}00|${start})${gap}86${gap}|${start}0?)1${gap}[3-9]${gap}${figures(9)}${end}`,
  'gu',
)

/** Landlines with their area code. */
export const landlineNumber = new RegExp(
  `${start}0(?:10|2\\d|[3-9]\\d{2})${gap}[2-9]${gap}(?:${figures(7)}|${figures(6)})${end}`,
  'gu',
)

/** Identity numbers of 18 characters: six of place, a birth date of 18xx–20xx, four more, the last may be X. */
export const identityNumber = new RegExp(
  `${start}${figures(6)}${gap}(?:1${gap}[89]|2${gap}0)${gap}${figures(2)}${gap}[01]${gap}\\d${gap}[0-3]${gap}\\d${gap}${figures(3)}${gap}[\\dXx]${end}`,
  'gu',
)

/** Bank cards written in groups of four. */
export const groupedCardNumber = new RegExp(
  `${start}\\d{4}(?:[\\s\\p{Pd}]\\d{4}){3}(?:[\\s\\p{Pd}]\\d{1,3})?${end}`,
  'gu',
)

/** Any seven figures or more in a row: old identity numbers, bank cards, local lines, account numbers. */
export const longNumber = /\p{Nd}{7,}[Xx]?/gu

/** Seven figures or more in a row written in characters: 幺三八零零…. */
export const spelledNumber = /[〇零一二三四五六七八九幺两]{7,}/gu

/**
 * Figures with gaps that point to no one and must stay readable, or a clerk cannot work: ticket numbers (2026-000123),
 * dates (2026-08-03, 2026.8.3, 2026/8/3).
 */
export const harmlessNumber =
  /(?<![\d\p{Pd}])(?:20\d{2}-\d{6}|(?:19|20)\d{2}([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01]))(?!\p{Pd}?\d)/gu

/** The same text with full-width figures, letters and signs as plain ones, character for character. */
export function toHalfWidth(text: string): string {
  return text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
}

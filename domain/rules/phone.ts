/**
 * The one way to write a phone number, E.164, so that its keyed hash finds the same person however it was typed: a mobile
 * '138 0000 0000' becomes '+8613800000000', a landline '0599-8000000' becomes '+865998000000'. Full-width figures, spaces,
 * dashes, brackets, +86 and a landline's extension are understood. A number of another country needs its +. Undefined
 * when it is no phone number; a landline without area code is none, because it is not unique.
 */
export function normalizePhone(text: string): string | undefined {
  if (text.length > 60) return undefined
  const line = text.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '')
  const abroad = /^(?:\+|00)(?!86)([1-9]\d{7,14})$/.exec(withoutMarks(line))
  if (abroad) return `+${abroad[1]}`
  const mobile = /^(?:(?:\+|00)?86)?0?(1[3-9]\d{9})$/.exec(withoutMarks(line))
  if (mobile) return `+86${mobile[1]}`
  const landline = /^((?:\+|00)86)?(0?)((?:10|2\d)[2-9]\d{7}|[3-9]\d{2}[2-9]\d{6,7})$/.exec(
    withoutMarks(withoutExtension(line)),
  )
  // Without +86 only the leading zero tells an area code from the figures of a local number.
  return landline && (landline[1] || landline[2]) ? `+86${landline[3]}` : undefined
}

function withoutMarks(text: string): string {
  return text.replace(/[\p{Pd}().·/]/gu, '')
}

function withoutExtension(text: string): string {
  return text.replace(/(?:转|分机|ext\.?|#)\d{1,6}$/i, '').replace(/(?<=\d{7})\p{Pd}\d{1,6}$/u, '')
}

/** The number to speak of, no secret: '2026-000123'. */
export function formatTicketNumber(year: number, sequence: number): string {
  return `${year}-${String(sequence).padStart(6, '0')}`
}

/**
 * The ticket that somebody means by '#123', '＃123', '123', '123号', '2026-000123' or '2026-123', in half- or full-width
 * figures. Without a year it is `currentYear`. Undefined when the text is anything else or says more than the number.
 */
export function parseTicketNumber(text: string, currentYear: number): { year: number; sequence: number } | undefined {
  const typed = text.slice(0, 60).normalize('NFKC').replace(/\s+/g, '')
  const match =
    /^#?(?:(20\d{2})\p{Pd})?0*([1-9]\d{0,6})号?$/u.exec(typed) ?? /^#?(20\d{2})0*([1-9]\d{0,5})$/.exec(padded(typed))
  if (!match) return undefined
  return { year: match[1] ? Number(match[1]) : currentYear, sequence: Number(match[2]) }
}

/** Ten figures in a row can only be year and sequence with the dash left out. */
function padded(typed: string): string {
  return /^#?20\d{8}$/.test(typed) ? typed : ''
}

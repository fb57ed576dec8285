/** The path below which officers hold the reception days. */
export const receptionDesk = '/desk/reception'

export function dayPath(dayId: string): string {
  return `${receptionDesk}/${dayId}`
}

export function visitPath(bookingId: string): string {
  return `${receptionDesk}/visits/${bookingId}`
}

export function slipPath(bookingId: string): string {
  return `${receptionDesk}/slips/${bookingId}`
}

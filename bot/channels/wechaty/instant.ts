/** Of a timestamp that may be in seconds or in milliseconds, as puppets like it; `otherwise` for one that is none. */
export function instantOf(timestamp: number, otherwise: Date): Date {
  if (!Number.isFinite(timestamp) || timestamp <= 0) return otherwise
  const at = new Date(timestamp < 1e11 ? timestamp * 1000 : timestamp)
  return Number.isNaN(at.getTime()) ? otherwise : at
}

/**
 * Channels whose servers stand abroad: what is said there leaves the country (个人信息保护法 38, 39). A channel says the
 * same of itself in its capabilities; a test holds the two together.
 */
export const foreignChannels: ReadonlySet<string> = new Set(['telegram'])

export function isDomestic(channel: string): boolean {
  return !foreignChannels.has(channel)
}

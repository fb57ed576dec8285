/** What a link to the residents' page is about: the part behind its `#`. */
export type About =
  /** Goes on with a talk from another channel. */
  | { kind: 'handOver'; code: string }
  /** Shows a matter to whoever filed it. */
  | { kind: 'matter'; ticketId: string }
  | { kind: 'policy'; id: string }

/** `h-<code>` */
export function handOverLink(code: string): string {
  return `h-${code}`
}

/** `m-<22 letters>`: the ticket's id, short enough for what may stand in a messenger's start link. */
export function matterLink(ticketId: string): string {
  return `m-${Buffer.from(ticketId.replaceAll('-', ''), 'hex').toString('base64url')}`
}

/** What a link is about; undefined when it is no link of ours. */
export function readAbout(about: string): About | undefined {
  const [, kind, rest = ''] = /^([hmp])-([A-Za-z0-9_-]{1,64})$/.exec(about) ?? []
  switch (kind) {
    case 'h':
      return rest.length === 22 ? { kind: 'handOver', code: rest } : undefined
    case 'm':
      return readMatter(rest)
    case 'p':
      return { kind: 'policy', id: rest }
    default:
      return undefined
  }
}

function readMatter(letters: string): About | undefined {
  const hex = Buffer.from(letters, 'base64url').toString('hex')
  const ticketId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  // Decoding forgives what was never written: only the one way of writing an id stands for it.
  return hex.length === 32 && matterLink(ticketId) === `m-${letters}` ? { kind: 'matter', ticketId } : undefined
}

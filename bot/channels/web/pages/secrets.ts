export type SecretPiece = { text: string } | { secret: string; name: string }

/** Cuts a sentence at each `{{name}}` that a secret is given for. Unknown names stay as they are. */
export function placeSecrets(text: string, secrets: Record<string, string> = {}): SecretPiece[] {
  const known = new Map(Object.entries(secrets))
  const pieces: SecretPiece[] = []
  let end = 0
  for (const match of text.matchAll(/\{\{([^{}]+)\}\}/g)) {
    const name = match[1] ?? ''
    const secret = known.get(name)
    if (secret === undefined) continue
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) })
    pieces.push({ secret, name })
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push({ text: text.slice(end) })
  return pieces
}

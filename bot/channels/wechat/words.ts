/** Puts each `{{name}}` in its place. */
export function fillIn(text: string, secrets: Record<string, string> = {}): string {
  return text.replace(/\{\{(\w+)\}\}/g, (place, name: string) =>
    Object.hasOwn(secrets, name) ? (secrets[name] ?? place) : place,
  )
}

/** WeChat makes links of `<a …>` wherever it stands: in words that people wrote, the bracket is one that looks the same. */
export function withoutMarkup(text: string): string {
  return text.replace(/<(?=\s*\/?\s*a\b)/gi, '＜')
}

/** A link with words of ours. */
export function link(address: string, label: string): string {
  return `<a href="${address}">${withoutMarkup(label)}</a>`
}

export const bytesOf = (text: string): number => Buffer.byteLength(text)

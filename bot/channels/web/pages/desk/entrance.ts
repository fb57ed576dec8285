/** The one-time code of `/desk/enter#<code>`; undefined on every other address. */
export function codeOf(path: string, hash: string): string | undefined {
  const code = hash.replace(/^#/, '')
  return /^\/desk\/enter\/?$/.test(path) && code !== '' ? code : undefined
}

/**
 * The words of a group's message without our name: WeCom hands over only what names the robot, with the `@name` in it,
 * and does not tell what it is called there. A name that leads is ours; else the only one there is, at the end.
 */
export function withoutMention(text: string): string {
  const leading = /^[\s\p{Cf}]*[@＠][^\s@＠]+(?:\s|$)/u.exec(text)
  if (leading) return text.slice(leading[0].length).trim()
  const names = text.match(/(?<![\w.])[@＠][^\s@＠]+/gu) ?? []
  return names.length === 1 ? text.replace(/(?:^|\s)[@＠][^\s@＠]+\s*$/u, '').trim() : text.trim()
}

/**
 * The words of a group's message without our name: WeCom hands over only what names the robot, with the `@name` in it,
 * and does not tell what it is called there. A name that leads is ours, and so is the only one there is; of several that
 * lead, all go where an order follows them.
 */
export function withoutMention(text: string): string {
  const order = leadingNames.exec(text)
  if (order) return text.slice(order[0].length).trim()
  const leading = leadingName.exec(text)
  if (leading) return text.slice(leading[0].length).trim()
  const [only, another] = [...text.matchAll(names)]
  if (!only || another) return text.trim()
  return `${text.slice(0, only.index).trimEnd()} ${text.slice(only.index + only[0].length).trimStart()}`.trim()
}

/** A name holds no space, and no mark that ends a part of a sentence. */
const name = String.raw`[@＠][^\s@＠，。：；、！？,:;!?]+`
const gap = String.raw`[\s\p{Cf}，：、,:]*`
const leadingName = new RegExp(`^[\\s\\p{Cf}]*${name}${gap}`, 'u')
const leadingNames = new RegExp(`^[\\s\\p{Cf}]*(?:${name}${gap}){2,}(?=[#＃/／])`, 'u')
/** Not what follows a letter: that is the address of a letter box. */
const names = new RegExp(`(?<![\\w.])${name}`, 'gu')

/**
 * Plain words as WeCom's markdown shows them. There is no way to escape a sign that every one of its programs knows, so
 * a sign that would mark words is put as one that looks the same: the stars of a masked number stay, what a resident
 * wrote makes no link, and `<@all>` calls nobody. Addresses stay as they are, as far as they make none either.
 */
export function plainMarkdown(text: string): string {
  // First of all, for an address can be a part of a link: `[…](…)` would show one and lead to another.
  return text
    .replace(/\](?=\s?[([])/g, '］')
    .split(address)
    .map((part, index) => (index % 2 === 1 ? part : disarm(part)))
    .join('')
}

/** An address goes on up to the first character that is not of it: a space, or Chinese. */
const address = /(https?:\/\/[!#-;=?-~]+)/

function disarm(text: string): string {
  return text
    .replace(/\*/g, '＊')
    .replace(/`/g, '｀')
    .replace(/~{2,}/g, (signs) => '～'.repeat(signs.length))
    .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, (signs) => '＿'.repeat(signs.length))
    .replace(/<(?=[\w@/!?])/g, '＜')
    .replace(/^([ \t]*)(#{1,6})(?=\s)/gm, (_, space: string, signs: string) => space + '＃'.repeat(signs.length))
    .replace(/^([ \t]*)>/gm, '$1＞')
}

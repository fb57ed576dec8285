import { badRequest } from './refusal.ts'
import type { Entity, Formatted } from './world.ts'

/** Reads HTML, MarkdownV2 and the old Markdown. What cannot be parsed is refused with the byte where it went wrong. */
export function parseMarkup(source: string, mode: string): Formatted {
  if (mode === 'html') return parseHtml(source)
  if (mode === 'markdownv2') return parseMarkdownV2(source)
  if (mode === 'markdown') return parseMarkdown(source)
  throw badRequest('Unsupported parse_mode')
}

const wrong = (words: string) => badRequest(`Can't parse entities: ${words}`)
const byteAt = (source: string, at: number): number => Buffer.byteLength(source.slice(0, at))

const tags: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  'tg-emoji': 'custom_emoji',
}

function parseHtml(source: string): Formatted {
  let text = ''
  const entities: Entity[] = []
  const open: { tag: string; from: number; offset: number; attributes: Record<string, string> }[] = []
  for (let at = 0; at < source.length; ) {
    const char = source.charAt(at)
    if (char === '&') {
      const reference = /^&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot));?/i.exec(source.slice(at, at + 12))
      if (reference) {
        const [whole, decimal, hex, name] = reference
        const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined
        text +=
          code === undefined
            ? { lt: '<', gt: '>', amp: '&', quot: '"' }[name?.toLowerCase() ?? '']
            : String.fromCodePoint(code)
        at += whole.length
        continue
      }
    }
    if (char !== '<') {
      text += char
      at++
      continue
    }
    const end = source.indexOf('>', at)
    const isEnd = source.charAt(at + 1) === '/'
    if (end < 0) throw wrong(`Unclosed ${isEnd ? 'end' : 'start'} tag at byte offset ${byteAt(source, at)}`)
    const tag = (/^<\/?([a-z0-9-]*)/i.exec(source.slice(at, end))?.[1] ?? '').toLowerCase()
    if (!isEnd) {
      if (!tags[tag]) throw wrong(`Unsupported start tag "${tag}" at byte offset ${byteAt(source, at)}`)
      const attributes: Record<string, string> = {}
      for (const [, name, quoted, single, bare] of source
        .slice(at + 1 + tag.length, end)
        .matchAll(/([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/gi)) {
        if (name) attributes[name.toLowerCase()] = quoted ?? single ?? bare ?? ''
      }
      if (tag === 'span' && attributes.class !== 'tg-spoiler') {
        throw wrong(`Tag "span" must have class "tg-spoiler" at byte offset ${byteAt(source, at)}`)
      }
      open.push({ tag, from: at, offset: text.length, attributes })
    } else {
      const last = open.pop()
      if (!last) throw wrong(`Unexpected end tag at byte offset ${byteAt(source, at)}`)
      if (tag !== '' && tag !== last.tag) {
        throw wrong(
          `Unmatched end tag at byte offset ${byteAt(source, at)}, expected "</${last.tag}>", found "</${tag}>"`,
        )
      }
      const type = tags[last.tag] ?? ''
      const length = text.length - last.offset
      const url = last.attributes.href || text.slice(last.offset)
      if (length > 0) entities.push({ type, offset: last.offset, length, ...(type === 'text_link' ? { url } : {}) })
    }
    at = end + 1
  }
  const left = open.at(-1)
  if (left) throw wrong(`Can't find end tag corresponding to start tag "${left.tag}"`)
  return { text, entities: entities.sort((a, b) => a.offset - b.offset) }
}

const marks: [mark: string, type: string][] = [
  ['```', 'pre'],
  ['`', 'code'],
  ['__', 'underline'],
  ['_', 'italic'],
  ['*', 'bold'],
  ['~', 'strikethrough'],
  ['||', 'spoiler'],
]
const names: Record<string, string> = {
  pre: 'Pre',
  code: 'Code',
  underline: 'Underline',
  italic: 'Italic',
  bold: 'Bold',
  strikethrough: 'Strikethrough',
  spoiler: 'Spoiler',
  text_link: 'TextUrl',
}

function parseMarkdownV2(source: string): Formatted {
  let text = ''
  const entities: Entity[] = []
  const open: { type: string; mark: string; from: number; offset: number }[] = []
  for (let at = 0; at < source.length; ) {
    const char = source.charAt(at)
    const inCode = ['pre', 'code'].includes(open.at(-1)?.type ?? '')
    if (char === '\\' && /[ -~]/.test(source.charAt(at + 1))) {
      text += source.charAt(at + 1)
      at += 2
      continue
    }
    const found = marks.find(([mark, type]) => source.startsWith(mark, at) && (!inCode || type === open.at(-1)?.type))
    const last = open.at(-1)
    if (found && last?.mark === found[0]) {
      open.pop()
      if (text.length > last.offset)
        entities.push({ type: last.type, offset: last.offset, length: text.length - last.offset })
      at += found[0].length
    } else if (found) {
      open.push({ type: found[1], mark: found[0], from: at, offset: text.length })
      at += found[0].length
      const language = found[1] === 'pre' ? /^\w*\n/.exec(source.slice(at)) : null
      if (language) at += language[0].length
    } else if (char === '[' && !inCode) {
      open.push({ type: 'text_link', mark: ']', from: at, offset: text.length })
      at++
    } else if (char === ']' && last?.mark === ']') {
      open.pop()
      const url = /^\]\(((?:\\.|[^)\\])*)\)/.exec(source.slice(at))
      if (!url && source.charAt(at + 1) === '(')
        throw wrong(`Can't find end of a URL at byte offset ${byteAt(source, at + 2)}`)
      if (url && text.length > last.offset) {
        entities.push({ type: 'text_link', offset: last.offset, length: text.length - last.offset, url: url[1] })
      }
      at += url ? url[0].length : 1
    } else if (!inCode && /[\]()>#+\-=|{}.!]/.test(char) && !(char === '>' && /(^|\n)$/.test(source.slice(0, at)))) {
      throw wrong(`Character '${char}' is reserved and must be escaped with the preceding '\\'`)
    } else {
      text += char
      at++
    }
  }
  const left = open.at(-1)
  if (left) throw wrong(`Can't find end of ${names[left.type]} entity at byte offset ${byteAt(source, left.from)}`)
  return { text, entities: entities.sort((a, b) => a.offset - b.offset) }
}

function parseMarkdown(source: string): Formatted {
  let text = ''
  const entities: Entity[] = []
  for (let at = 0; at < source.length; ) {
    const char = source.charAt(at)
    if (char === '\\' && /[_*`[]/.test(source.charAt(at + 1))) {
      text += source.charAt(at + 1)
      at += 2
      continue
    }
    const mark = source.startsWith('```', at) ? '```' : /[_*`[]/.test(char) ? char : undefined
    if (!mark) {
      text += char
      at++
      continue
    }
    const close = mark === '[' ? ']' : mark
    const end = source.indexOf(close, at + mark.length)
    if (end < 0) throw wrong(`Can't find end of the entity starting at byte offset ${byteAt(source, at)}`)
    const inner = source.slice(at + mark.length, end)
    const url = mark === '[' ? /^\]\(([^)]*)\)/.exec(source.slice(end)) : null
    const type = mark === '[' ? 'text_link' : (marks.find(([known]) => known === mark)?.[1] ?? 'bold')
    const entity = { type, offset: text.length, length: inner.length, ...(url ? { url: url[1] } : {}) }
    if (inner !== '' && (mark !== '[' || url)) entities.push(entity)
    text += inner
    at = end + (url ? url[0].length : close.length)
  }
  return { text, entities }
}

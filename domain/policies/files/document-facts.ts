import { addDays } from '../../rules/civil-date.ts'
import type { Block } from './blocks.ts'
import { beginsSomething, readArticleStart, readItemStart, readPartHeading } from './numbering.ts'
import type { Told } from './parsed-policy.ts'
import { addYears, findDates, readCount, readDate, writtenDate } from './written-dates.ts'

/** What a document says of itself. */
export interface DocumentFacts
  extends Pick<Told, 'title' | 'number' | 'issuer' | 'effectiveOn' | 'expiresOn' | 'supersedes'> {
  /** The day is that of the last amendment or of publication: no sentence names the day it came into force. */
  isGuessed?: boolean
}

/** Finds title, number, issuer and dates where such documents have them: at their head, in their last articles, below. */
export function findFacts(blocks: readonly Block[], title?: string): DocumentFacts {
  const lines = blocks.flatMap((block) => (block.kind === 'line' || block.kind === 'heading' ? [block.text] : []))
  const head = headOf(lines)
  const found = title ?? findTitle(blocks, head)
  const number = findNumber(found, head, lines)
  const issuer = findIssuer(found, head, lines)
  const end = lines.slice(-12)
  const effective = findEffective(lines, head, end)
  const expiresOn = findExpiry([...head, ...lines.slice(-30)], effective?.on)
  const supersedes = findSuperseded(lines.slice(-30), found)
  return {
    ...(found !== undefined && { title: found }),
    ...(number !== undefined && { number }),
    ...(issuer !== undefined && { issuer }),
    ...(effective && { effectiveOn: effective.on, isGuessed: effective.isGuessed }),
    ...(expiresOn !== undefined && { expiresOn }),
    ...(supersedes.length > 0 && { supersedes }),
  }
}

/** The blocks without the lines at their head that only say again what is known: letterhead, number, title. */
export function withoutHead(blocks: readonly Block[], title: string): Block[] {
  const plain = (text: string) => text.replace(/[\s《》]/g, '')
  const end = blocks.findIndex((block) => block.kind === 'line' && beginsSomething(block.text))
  const first = end < 0 ? mostHeadLines : end
  return blocks.filter((block, at) => {
    if (at >= first || block.kind !== 'line') return true
    const { text } = block
    const isOfTitle = plain(text).length >= 4 && plain(title).includes(plain(text))
    return !(isOfTitle || isNumber(text) || (/文件$/.test(text) && text.length <= 30))
  })
}

function isNumber(line: string): boolean {
  return new RegExp(`^[（(]?${documentNumber}[）)]?$`, 'u').test(line.replace(/\s+/g, ''))
}

const mostHeadLines = 25

/** What stands above the first chapter, article or numbered paragraph. */
function headOf(lines: readonly string[]): string[] {
  const end = lines.findIndex((line) => readPartHeading(line) || readArticleStart(line) || readItemStart(line))
  return lines.slice(0, Math.min(mostHeadLines, end < 0 ? mostHeadLines : end))
}

const kinds =
  '(?:法|法典|条例|办法|规定|细则|意见|通知|公告|通告|方案|决定|决议|规程|规范|标准|解释|批复|答复|复函|函|指南|须知|说明|问答|手册|制度|规则|措施|公示|纲要|规划|计划|要点|清单|目录|协议|章程)'
const titleEnd = new RegExp(`${kinds}(?:[（(].{1,40}[）)])?$`)

/** The first heading; else the first lines that together end as titles do. */
function findTitle(blocks: readonly Block[], head: readonly string[]): string | undefined {
  const [first, second, ...others] = blocks.filter((block) => block.kind === 'heading')
  // 民法典, and beneath it 物权编: a part that has a file of its own.
  if (first?.depth === 1 && second?.depth === 1 && others.every((heading) => heading.depth > 1)) {
    return `${first.text} ${second.text}`
  }
  const heading = first
  if (heading?.depth === 1 && !readPartHeading(heading.text)) return heading.text
  const start = head.findIndex((line) => !isLetterhead(line))
  for (let length = 1; start >= 0 && length <= 4; length += 1) {
    const pieces = head.slice(start, start + length)
    const title = pieces.join('')
    if (pieces.length < length || title.length > 80 || /[。；，：:]$/.test(title)) break
    if (title.length >= 4 && titleEnd.test(title) && !isLetterhead(head[start + length] ?? '。', true)) return title
  }
  return heading && !readPartHeading(heading.text) ? heading.text : undefined
}

/** “云溪县人民政府文件”, the number beneath it, labels of a table of contents of the site; `onlyTitleGoesOn`: it ends as a title. */
function isLetterhead(line: string, onlyTitleGoesOn = false): boolean {
  if (onlyTitleGoesOn) return titleEnd.test(line) && line.length < 30 && !/[：。]/.test(line) && !/^第/.test(line)
  return /文件$/.test(line) || isNumber(line) || /^.{2,6}[：:]/.test(line) || line.length < 4
}

const documentNumber =
  '[\\p{Script=Han}]{1,14}\\s*[〔\\[［【（(]\\s*(?:19|20)\\d{2}\\s*[〕\\]］】）)]\\s*(?:第\\s*)?\\d{1,5}\\s*号'
const orderNumber =
  '[\\p{Script=Han}]{2,20}令\\s*[（(]?第?\\s*(?:\\d{1,4}|[一二三四五六七八九十百零〇]{1,6})\\s*号[）)]?'

function findNumber(title: string | undefined, head: readonly string[], lines: readonly string[]): string | undefined {
  // What stands in the title need not stand beside it again.
  if (numberInTitle(title ?? '') !== undefined) return undefined
  for (const line of lines.slice(0, 40)) {
    const labelled = /^[【[]?\s*(?:发文字号|文\s*号|发文文号|文件编号)\s*[】\]]?\s*[：:|]?\s*(.{4,40})$/.exec(line)
    const number = labelled?.[1] && new RegExp(documentNumber, 'u').exec(labelled[1])
    if (number) return tidyNumber(number[0])
  }
  for (const line of head) {
    const alone = new RegExp(`^[（(]?(${documentNumber})[）)]?$`, 'u').exec(line.replace(/\s+/g, ''))
    if (alone?.[1]) return tidyNumber(alone[1])
    // 2006年7月7日中华人民共和国国务院令第471号公布
    const order = new RegExp(`(${orderNumber})`, 'u').exec(line.replace(/\s+/g, ''))
    if (order?.[1] && line.length < 60)
      return order[1].replace(/^[年月日]+/, '').replace(/^中华人民共和国(?=国务院)/, '')
  }
  return undefined
}

/** 国发〔2006〕17号 of “…意见（国发〔2006〕17号）”. */
export function numberInTitle(title: string): string | undefined {
  const number = new RegExp(`[（(]\\s*(${documentNumber})\\s*[）)]`, 'u').exec(title)?.[1]
  return number === undefined ? undefined : tidyNumber(number)
}

/** The number with the brackets that such numbers have. */
export function tidyNumber(number: string): string {
  return number
    .replace(/\s+/g, '')
    .replace(/[［[【(（]/, '〔')
    .replace(/[］\]】)）]/, '〕')
}

const offices = '(?:政府|委员会|局|厅|部|院|办公室|委|会|中心|处|站|国务院)'

function findIssuer(title: string | undefined, head: readonly string[], lines: readonly string[]): string | undefined {
  for (const line of lines.slice(0, 40)) {
    const labelled =
      /^[【[]?\s*(?:发文机关|发布机关|制定机关|发文单位|发布单位|公布机关)\s*[】\]]?\s*[：:|]?\s*(\S{2,40})$/.exec(line)
    if (labelled?.[1]) return labelled[1]
  }
  const letterhead = head.map((line) => /^(.{3,30})文件$/.exec(line.replace(/\s+/g, ''))?.[1]).find(Boolean)
  if (letterhead) return letterhead
  const inTitle = new RegExp(`^([^《》，]{2,30}?${offices})(?=关于|印发)`).exec(title ?? '')?.[1]
  if (inTitle) return inTitle
  // 2011年1月21日 中华人民共和国国务院令第590号公布; …第三十次会议通过
  const history = head.join('\n').replace(/[^\S\n]+/g, '')
  if (/国务院令/.test(history)) return '国务院'
  const congress = /(全国人民代表大会(?:常务委员会)?)第/.exec(history)?.[1]
  if (congress) return congress
  const publisher = /日([^\d《》\n，]{2,30}?)(?:公布|发布|印发)$/m.exec(history)?.[1]
  if (publisher) return publisher
  const last = lines.slice(-6)
  const signed = last.findIndex((line) => readDate(line.replace(/\s+/g, '')) !== undefined)
  const name = signed > 0 ? last[signed - 1]?.replace(/\s+/g, '') : undefined
  return name && name.length <= 30 && new RegExp(`${offices}$`).test(name) ? name : undefined
}

/** The day it came into force: as a sentence says, but no earlier than the last amendment. */
function findEffective(
  lines: readonly string[],
  head: readonly string[],
  end: readonly string[],
): { on: string; isGuessed: boolean } | undefined {
  const published = lastDay(head) ?? publishedDay(lines) ?? lastDay(end.filter((line) => line.length <= 30))
  const amended = lastDay(head.filter((line) => /修订|修正|修改/.test(line)))
  const said = saidDay(lines, published)
  if (said && (!amended || amended <= said)) return { on: said, isGuessed: false }
  const on = amended ?? published
  return on === undefined ? undefined : { on, isGuessed: true }
}

/** 自…起施行: of several the last one that speaks of this document itself. */
function saidDay(lines: readonly string[], published: string | undefined): string | undefined {
  const force = '(?:正式)?(?:施行|实施|执行|生效|试行)'
  const shapes = [
    new RegExp(`(本\\p{Script=Han}{0,12}|文件)?(?:从|自)?\\s*(${writtenDate})\\s*(?:起|之日起|开始)\\s*${force}`, 'gu'),
    new RegExp(`()(${writtenDate})\\s*${force}$`, 'gu'),
  ]
  const found = shapes.flatMap((shape) =>
    lines.flatMap((line) =>
      [...line.matchAll(shape)].map(([, subject, date = '']) => ({ subject, on: readDate(date) })),
    ),
  )
  const own = found.findLast(({ subject, on }) => subject && on) ?? found.findLast(({ on }) => on)
  if (own?.on) return own.on
  const fromPublication = lines.some((line) =>
    /自(?:公布|发布|印发|下发|颁布|文件印发)之日起(?:正式)?(?:施行|实施|执行|生效|试行)/.test(line),
  )
  return fromPublication ? published : undefined
}

/** As the pages of authorities head their documents. */
function publishedDay(lines: readonly string[]): string | undefined {
  for (const line of lines.slice(0, 40)) {
    const labelled = /^[【[]?\s*(?:成文日期|发文日期|发布日期|公布日期|印发日期)\s*[】\]]?\s*[：:|]?\s*(.{6,20})$/.exec(
      line,
    )
    const on = labelled?.[1] && readDate(labelled[1].slice(0, 11).trim())
    if (on) return on
  }
  return undefined
}

function lastDay(lines: readonly string[]): string | undefined {
  return lines
    .flatMap((line) => findDates(line))
    .sort()
    .at(-1)
}

/** 有效期至2028年12月31日, or 有效期五年. The day after the last one. */
function findExpiry(lines: readonly string[], effectiveOn: string | undefined): string | undefined {
  for (const line of lines) {
    const until = new RegExp(`(?:有效期(?:限)?(?:截止)?(?:至|到|为至)|有效期.{0,20}?至)\\s*(${writtenDate})`).exec(line)
    const on = until?.[1] && readDate(until[1])
    if (on) return addDays(on, 1)
    const years = /有效期(?:限)?(?:为|是)?\s*([一二三四五六七八九十]|\d{1,2})\s*年/.exec(line)
    if (years?.[1] && effectiveOn) return addYears(effectiveOn, readCount(years[1]))
  }
  return undefined
}

/** 《甲》《乙》同时废止. An earlier edition under the same title is no other policy. */
function findSuperseded(lines: readonly string[], title: string | undefined): string[] {
  const sentences = lines
    .flatMap((line) => line.split('。'))
    .filter((sentence) => /(?:同时|自行|予以)废止/.test(sentence))
  const titles = sentences.flatMap((sentence) =>
    [...sentence.slice(0, sentence.search(/(?:同时|自行|予以)废止/)).matchAll(/《((?:[^《》]|《[^《》]*》)+)》/g)].map(
      ([, name = '']) => name,
    ),
  )
  return [...new Set(titles)].filter((name) => name !== title)
}

import { addDays } from '../../rules/civil-date.ts'
import { readStandsFor } from './markdown.ts'
import type { Told, Warning } from './parsed-policy.ts'
import { readDate } from './written-dates.ts'

/** What is said of a policy in fields with names: front matter, lines of JSON, columns of a sheet. */
export type Field =
  | 'title'
  | 'number'
  | 'issuer'
  | 'effectiveOn'
  | 'expiresOn'
  | 'validUntil'
  | 'region'
  | 'supersedes'
  | 'link'
  | 'decoy'
  | 'summary'
  | 'standsFor'
  | 'id'
  | 'article'
  | 'heading'
  | 'text'
  | 'kind'
  | 'question'
  | 'answer'
  | 'ground'

/** As the fields are called, in English and Chinese; compared without case, spaces, dashes and brackets. */
const names: Record<Field, string[]> = {
  title: ['title', 'policy', 'law', '标题', '政策名称', '政策', '文件名称', '文件', '名称', '法规名称'],
  number: ['number', 'docnumber', 'documentnumber', '文号', '发文字号', '发文文号', '文件号'],
  issuer: ['issuer', 'issuedby', 'authority', '发文机关', '发布机关', '制定机关', '发文单位', '发布单位'],
  effectiveOn: [
    'effective',
    'effectiveon',
    'effectivefrom',
    'effectivedate',
    'validfrom',
    '生效',
    '生效日期',
    '施行日期',
    '实施日期',
    '执行日期',
    '施行',
    '生效时间',
    '施行时间',
  ],
  expiresOn: [
    'expires',
    'expireson',
    'expiry',
    'effectiveto',
    'repealed',
    'repealedon',
    '失效',
    '失效日期',
    '废止日期',
    '失效时间',
    '废止',
  ],
  validUntil: ['validuntil', 'lastday', 'validto', '有效期至', '有效期', '有效期截止', '截止日期', '有效至'],
  region: ['region', 'area', '地区', '适用地区', '适用范围', '区域'],
  supersedes: ['supersedes', 'replaces', 'repeals', '替代', '取代', '废止文件', '同时废止'],
  link: ['link', 'source', 'url', 'href', '链接', '原文链接', '来源', '网址', '出处'],
  decoy: ['decoy', '不归本局', '不属本局'],
  summary: ['summary', '摘要', '要点'],
  standsFor: ['standsfor', '归纳'],
  id: ['id', 'clauseid', '编号'],
  article: ['article', '条', '条号', '条款'],
  heading: ['heading', 'headings', 'section', 'path', '章节'],
  text: ['text', 'content', 'body', '正文', '内容', '条文'],
  kind: ['kind', 'type', '类别'],
  question: ['question', 'q', 'ask', '问题', '问', '常见问题', '咨询问题', '提问'],
  answer: ['answer', 'a', 'reply', '答案', '答', '答复', '解答', '回答', '回复', '答复内容'],
  ground: ['ground', 'basis', 'legalbasis', 'reference', '依据', '政策依据', '法律依据', '政策法规依据'],
}

const fieldOfName = new Map(Object.entries(names).flatMap(([field, all]) => all.map((name) => [name, field as Field])))

/** Which field a name stands for; undefined for one that is not known. */
export function fieldOf(name: string): Field | undefined {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-()（）【】[\]:：*]/g, '')
  return fieldOfName.get(plain)
}

/**
 * Values under the fields that their names stand for; what is empty is not there. The first of two names for one field
 * wins, but for the link that one which is an address: a source may be the name of a file.
 */
export function readFields(record: Record<string, unknown>): Partial<Record<Field, unknown>> {
  const fields: Partial<Record<Field, unknown>> = {}
  for (const [name, value] of Object.entries(record)) {
    const field = fieldOf(name)
    if (!field || value === null || value === undefined || value === '') continue
    const isBetter = field === 'link' && readLink(String(fields.link)) === undefined
    if (fields[field] === undefined || isBetter) fields[field] = value
  }
  return fields
}

/** What the fields say of a policy, and what of it could not be used. */
export function toldByFields(fields: Partial<Record<Field, unknown>>): { told: Told; warnings: Warning[] } {
  const warnings: Warning[] = []
  const date = (value: unknown): string | undefined => {
    if (value === undefined) return undefined
    const text = value instanceof Date ? value.toISOString().slice(0, 10) : String(value).trim()
    const on = readDate(text)
    if (on === undefined && text !== '' && !/^(?:无|长期|长期有效|null|none|-+|—+)$/i.test(text)) {
      warnings.push({ kind: 'date-left-out', text: text.slice(0, 40) })
    }
    return on
  }
  const words = (value: unknown): string | undefined => {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
    return text === '' ? undefined : text
  }
  const effectiveOn = date(fields.effectiveOn)
  const lastDay = date(fields.validUntil)
  const expiresOn = date(fields.expiresOn) ?? (lastDay && addDays(lastDay, 1))
  const address = words(fields.link)
  const link = address === undefined ? undefined : readLink(address)
  if (address !== undefined && link === undefined && /^[a-z][a-z\d+.-]*:/i.test(address))
    warnings.push({ kind: 'link-left-out' })
  const kind = words(fields.kind)
  const told: Told = {}
  const set = <K extends keyof Told>(key: K, value: Told[K] | undefined) => {
    if (value !== undefined) told[key] = value
  }
  set('title', words(fields.title))
  set('number', words(fields.number))
  set('issuer', words(fields.issuer))
  set('effectiveOn', effectiveOn)
  set('expiresOn', expiresOn)
  set('region', words(fields.region))
  set('supersedes', fields.supersedes === undefined ? undefined : readList(fields.supersedes))
  set('link', link)
  set('decoy', readYes(fields.decoy) ?? (kind === 'decoy' ? true : undefined))
  set('summary', readYes(fields.summary) ?? (kind === 'summary' ? true : undefined))
  return { told, warnings }
}

/** An address that a reader may be sent to; undefined for anything else. */
export function readLink(text: string): string | undefined {
  const trimmed = text.trim()
  if (!/^https?:\/\/\S+$/i.test(trimmed) || trimmed.length > 1_000) return undefined
  return URL.canParse(trimmed) ? trimmed : undefined
}

/** `title|article` of each clause that a summary is about. */
export function readStandsForField(value: unknown): string[] {
  return Array.isArray(value)
    ? value.flatMap((one) => readStandsFor(String(one)))
    : value === undefined
      ? []
      : readStandsFor(String(value))
}

/** A list, or one text with the parts separated by ; or 、. Brackets 《》 are taken off. */
function readList(value: unknown): string[] {
  const parts = Array.isArray(value) ? value.map(String) : String(value).split(/[;；、\n]|》\s*，?\s*《/)
  return parts
    .map((part) =>
      part
        .trim()
        .replace(/^《(.*)》$/, '$1')
        .replace(/^《|》$/g, ''),
    )
    .filter(Boolean)
}

function readYes(value: unknown): boolean | undefined {
  if (value === undefined) return undefined
  return value === true || value === 1 || /^(?:true|yes|y|1|是|√)$/i.test(String(value).trim())
}
